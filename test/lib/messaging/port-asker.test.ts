import { describe, expect, it } from 'vitest';
import { answerOverPort, createPortAsker } from '@/lib/messaging/port-asker';
import type { Port } from '@/lib/messaging/transport';
import { portPair } from './port-pair';

/** An asker whose background can be stopped, and starts again with the next port. */
function anAsker(answer: (ask: unknown) => Promise<unknown>) {
  const backgrounds: Port[] = [];
  const ask = createPortAsker(() => {
    const [near, far] = portPair();
    answerOverPort(far, answer);
    backgrounds.push(far);
    return near;
  });
  return { ask, backgrounds };
}

describe('questions over a port', () => {
  it('get each their own answer, in whatever order those come', async () => {
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { ask, backgrounds } = anAsker(async (question) => {
      if (question === 'slow') await slow;
      return `${question} answered`;
    });
    const first = ask('slow');
    expect(await ask('quick')).toBe('quick answered');
    release();
    expect(await first).toBe('slow answered');
    expect(backgrounds).toHaveLength(1);
  });

  it('are refused when the other end goes, and the next goes to the new one', async () => {
    const { ask, backgrounds } = anAsker((question) =>
      question === 'lost' ? new Promise(() => {}) : Promise.resolve(question),
    );
    const lost = ask('lost');
    backgrounds[0]?.disconnect();
    await expect(lost).rejects.toThrow('gone');
    expect(await ask('next')).toBe('next');
    expect(backgrounds).toHaveLength(2);
  });

  it('are refused where there is nobody to ask', async () => {
    const ask = createPortAsker(() => {
      throw new Error('Extension context invalidated.');
    });
    await expect(ask('anything')).rejects.toThrow('invalidated');
  });

  it.each([null, 'text', {}, { id: 'one', ask: 1 }, { id: 1 }])('are none: %j', async (message) => {
    const [near, far] = portPair();
    const heard: unknown[] = [];
    answerOverPort(far, async (ask) => {
      heard.push(ask);
      return ask;
    });
    near.postMessage(message);
    near.postMessage({ id: 1, ask: 'last' });
    await new Promise<void>((resolve) => near.onMessage(() => resolve()));
    expect(heard).toEqual(['last']);
  });
});
