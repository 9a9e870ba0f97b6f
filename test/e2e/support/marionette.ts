import { once } from 'node:events';
import net from 'node:net';

/**
 * The wire of Marionette, Firefox's own remote protocol: `<length>:<JSON>`, where a command is
 * `[0, id, name, params]` and its answer `[1, id, error, result]`.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */

export type Marionette = {
  send(command: string, parameters?: Record<string, unknown>): Promise<unknown>;
  close(): void;
};

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

const COLON = ':'.charCodeAt(0);

/** Takes the whole frames off the front of the buffer; what remains is the beginning of the next one. */
const takeFrames = (buffer: Buffer): { frames: unknown[]; rest: Buffer } => {
  const frames: unknown[] = [];
  let rest = buffer;
  for (;;) {
    const colon = rest.indexOf(COLON);
    if (colon < 0) return { frames, rest };
    const end = colon + 1 + Number(rest.subarray(0, colon).toString());
    if (rest.length < end) return { frames, rest };
    frames.push(JSON.parse(rest.subarray(colon + 1, end).toString()));
    rest = rest.subarray(end);
  }
};

const describe = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  const message = 'message' in error ? String(error.message) : '';
  return 'error' in error ? `${String(error.error)}: ${message}` : message;
};

export const connectMarionette = async (port: number): Promise<Marionette> => {
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let buffer: Buffer = Buffer.alloc(0);

  const receive = (frame: unknown) => {
    if (!Array.isArray(frame)) return; // the server's greeting
    const [, id, error, result]: unknown[] = frame;
    const asked = typeof id === 'number' ? waiting.get(id) : undefined;
    if (!asked || typeof id !== 'number') return;
    waiting.delete(id);
    if (error) asked.reject(new Error(describe(error)));
    else asked.resolve(result);
  };

  socket.on('data', (chunk) => {
    const { frames, rest } = takeFrames(Buffer.concat([buffer, chunk]));
    buffer = rest;
    for (const frame of frames) receive(frame);
  });
  const fail = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed its remote protocol.'));
    waiting.clear();
  };
  socket.on('close', fail);
  socket.on('error', fail);

  return {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('Firefox closed its remote protocol.'));
          return;
        }
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        const text = JSON.stringify([0, lastId, command, parameters]);
        // In one piece, and at once: the second of two would wait for the first to be acknowledged, 40 ms a command.
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    close: () => socket.destroy(),
  };
};
