import type { Port } from '@/lib/messaging/transport';

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
