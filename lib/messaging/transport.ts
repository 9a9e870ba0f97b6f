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
