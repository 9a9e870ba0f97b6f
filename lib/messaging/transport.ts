/**
 * The seam between our messages and the browser's ports: four methods, so that tests can put a pair of their own
 * in its place. Nothing typed passes here; each end parses what it gets.
 */
export type Port = {
  /** Throws when the other end is gone for good. */
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): () => void;
  onDisconnect(listener: () => void): () => void;
  disconnect(): void;
};

type BrowserEvent<Listener> = { addListener(listener: Listener): void; removeListener(listener: Listener): void };

/** As much of `runtime.Port` as we use. */
export type BrowserPort = {
  postMessage(message: unknown): void;
  onMessage: BrowserEvent<(message: unknown) => void>;
  onDisconnect: BrowserEvent<() => void>;
  disconnect(): void;
};

export function adaptPort(port: BrowserPort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage(listener) {
      const heard = (message: unknown) => listener(message);
      port.onMessage.addListener(heard);
      return () => port.onMessage.removeListener(heard);
    },
    onDisconnect(listener) {
      const heard = () => listener();
      port.onDisconnect.addListener(heard);
      return () => port.onDisconnect.removeListener(heard);
    },
    disconnect: () => port.disconnect(),
  };
}

/**
 * Two ports joined together. Messages are copied through JSON, as a Chrome port does, and arrive in a later
 * microtask. As with the browser's, what was posted before a disconnect still arrives, unless its receiver was the
 * one who left, and `disconnect` is heard at the other end only.
 */
export function portPair(): [Port, Port] {
  const left = portEnd(() => right);
  const right = portEnd(() => left);
  return [left.port, right.port];
}

type End = { port: Port; hear(message: unknown): void; hangUp(): void };

function portEnd(other: () => End): End {
  let open = true;
  const messageListeners = new Set<(message: unknown) => void>();
  const disconnectListeners = new Set<() => void>();
  let left = false;
  return {
    hear(message) {
      if (left) return;
      for (const listener of [...messageListeners]) listener(message);
    },
    hangUp() {
      if (!open) return;
      open = false;
      for (const listener of [...disconnectListeners]) listener();
    },
    port: {
      postMessage(message) {
        if (!open) throw new Error('Attempting to use a disconnected port object');
        const copy = JSON.stringify(message);
        queueMicrotask(() => other().hear(JSON.parse(copy)));
      },
      onMessage(listener) {
        messageListeners.add(listener);
        return () => messageListeners.delete(listener);
      },
      onDisconnect(listener) {
        disconnectListeners.add(listener);
        return () => disconnectListeners.delete(listener);
      },
      disconnect() {
        if (!open) return;
        open = false;
        left = true;
        queueMicrotask(() => other().hangUp());
      },
    },
  };
}
