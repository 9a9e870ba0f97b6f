import type { Port } from './transport';

/** Questions and answers over one port: a fraction of what a message of its own takes for each. */
export type Question = { id: number; ask: unknown };
export type Answer = { id: number; answer: unknown };

/** Asks over a port that is opened when it is first needed, and anew after it was lost. Rejects what was lost with it. */
export function createPortAsker(open: () => Port): (ask: unknown) => Promise<unknown> {
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let port: Port | undefined;
  let lastId = 0;

  function connected(): Port {
    if (port) return port;
    const opened = open();
    opened.onMessage((message) => {
      if (!isAnswer(message)) return;
      waiting.get(message.id)?.resolve(message.answer);
      waiting.delete(message.id);
    });
    opened.onDisconnect(() => {
      if (port === opened) port = undefined;
      const lost = [...waiting.values()];
      waiting.clear();
      for (const { reject } of lost) reject(new Error('The other end of the port is gone.'));
    });
    port = opened;
    return opened;
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      const id = lastId;
      waiting.set(id, { resolve, reject });
      try {
        connected().postMessage({ id, ask });
      } catch (error) {
        waiting.delete(id);
        port = undefined;
        reject(error);
      }
    });
}

/** The other end: answers each question that `answer` knows, in whatever order its answers come. */
export function answerOverPort(port: Port, answer: (ask: unknown) => Promise<unknown>): void {
  port.onMessage((message) => {
    if (!isQuestion(message)) return;
    const { id, ask } = message;
    void answer(ask).then((said) => {
      try {
        port.postMessage({ id, answer: said });
      } catch {
        // Whoever asked has left.
      }
    });
  });
}

const hasId = (message: unknown): message is { id: number } =>
  typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number';

const isQuestion = (message: unknown): message is Question => hasId(message) && 'ask' in message;
const isAnswer = (message: unknown): message is Answer => hasId(message) && 'answer' in message;
