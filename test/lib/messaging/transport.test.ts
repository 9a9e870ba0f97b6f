import { describe, expect, it, vi } from 'vitest';
import { adaptPort } from '@/lib/messaging/transport';
import { portPair } from './port-pair';

const nextTurn = () => new Promise<void>((resolve) => queueMicrotask(resolve));

describe('a pair of ports', () => {
  it('copies messages through JSON and delivers them later', async () => {
    const [left, right] = portPair();
    const heard: unknown[] = [];
    right.onMessage((message) => heard.push(message));
    const message = { text: 'a', gone: undefined };
    left.postMessage(message);
    message.text = 'changed';
    expect(heard).toEqual([]);
    await nextTurn();
    expect(heard).toEqual([{ text: 'a' }]);
  });

  it('tells the other end of a disconnect, after what was posted before it', async () => {
    const [left, right] = portPair();
    const heard: unknown[] = [];
    right.onMessage((message) => heard.push(message));
    right.onDisconnect(() => heard.push('gone'));
    left.onDisconnect(() => heard.push('own'));
    left.postMessage(1);
    left.disconnect();
    await nextTurn();
    await nextTurn();
    expect(heard).toEqual([1, 'gone']);
    expect(() => right.postMessage(2)).toThrow();
  });

  it('loses what was on the way to an end that left', async () => {
    const [left, right] = portPair();
    const heard = vi.fn();
    right.onMessage(heard);
    left.postMessage(1);
    right.disconnect();
    await nextTurn();
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('a browser port', () => {
  it('is listened to without its own arguments, and let go again', () => {
    const listeners = new Set<(message: unknown, port: unknown) => void>();
    const silent = { addListener: vi.fn(), removeListener: vi.fn() };
    const browserPort = {
      postMessage: vi.fn(),
      disconnect: vi.fn(),
      onDisconnect: silent,
      onMessage: {
        addListener: (listener: (message: unknown) => void) => listeners.add(listener),
        removeListener: (listener: (message: unknown) => void) => listeners.delete(listener),
      },
    };
    const port = adaptPort(browserPort);
    const heard = vi.fn();
    const undo = port.onMessage(heard);
    for (const listener of listeners) listener('hello', browserPort);
    expect(heard).toHaveBeenCalledWith('hello');
    undo();
    expect(listeners.size).toBe(0);
    port.postMessage(1);
    port.disconnect();
    expect(browserPort.postMessage).toHaveBeenCalledWith(1);
    expect(browserPort.disconnect).toHaveBeenCalled();
    port.onDisconnect(heard)();
    expect(silent.removeListener).toHaveBeenCalled();
  });
});
