import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectPanel } from '@/lib/messaging/connection';
import { type PanelReply, PROTOCOL } from '@/lib/messaging/protocol';
import type { Port } from '@/lib/messaging/transport';
import type { JournalRecord } from '@/lib/model/observation';
import { anObservation, unnumbered } from '@/test/lib/journal/support';
import { portPair } from './port-pair';

/** A background that says what the test has it say. */
function aBackground() {
  const ports: Port[] = [];
  const heard: unknown[] = [];
  let refuses = false;
  return {
    heard,
    refuse: () => {
      refuses = true;
    },
    openPort: () => {
      if (refuses) throw new Error('Extension context invalidated.');
      const [panel, own] = portPair();
      ports.push(own);
      own.onMessage((message) => heard.push(message));
      return panel;
    },
    say: (reply: PanelReply) => ports.at(-1)?.postMessage(reply),
    hello: (overrides: { epoch?: number; seq?: number; protocol?: number } = {}) => {
      const { epoch = 1, seq = 0, protocol = PROTOCOL } = overrides;
      const status = { recording: true, dropped: 0, rejected: 0, seq, pageUrl: '', routed: false, epoch };
      ports.at(-1)?.postMessage({ type: 'hello', protocol, status });
    },
    die: () => ports.at(-1)?.disconnect(),
    connections: () => ports.length,
  };
}

const record = (seq: number): JournalRecord => ({ ...unnumbered(anObservation(`a:${seq}`)), tabId: 1, seq });
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the panel’s connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('begins with hello and is connected when greeted', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 7 });
    const events: string[] = [];
    connection.subscribe(({ type }) => events.push(type));
    await settle();
    expect(background.heard).toEqual([{ type: 'hello', protocol: PROTOCOL, tabId: 7, afterSeq: 0 }]);
    background.hello();
    await settle();
    expect(events).toEqual(['hello', 'connected']);
    connection.close();
  });

  it('resumes after the last record it has, and passes none twice', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    const seqs: number[] = [];
    connection.subscribe((event) => {
      if (event.type === 'records') seqs.push(...event.records.map(({ seq }) => seq));
    });
    background.hello({ seq: 2 });
    background.say({ type: 'records', records: [record(1), record(2)] });
    await settle();
    background.die();
    await settle();
    await settle();
    expect(background.heard.at(-1)).toEqual({ type: 'hello', protocol: PROTOCOL, tabId: 1, afterSeq: 2, epoch: 1 });
    background.hello({ seq: 3 });
    background.say({ type: 'records', records: [record(2), record(3)] });
    await settle();
    expect(seqs).toEqual([1, 2, 3]);
    connection.close();
  });

  it('takes everything anew when the journal is another one, or lost its end', async () => {
    for (const greeting of [
      { epoch: 2, seq: 1 },
      { epoch: 1, seq: 1 },
    ]) {
      const background = aBackground();
      const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
      const seqs: number[] = [];
      connection.subscribe((event) => {
        if (event.type === 'records') seqs.push(...event.records.map(({ seq }) => seq));
      });
      background.hello({ seq: 2 });
      background.say({ type: 'records', records: [record(1), record(2)] });
      await settle();
      background.die();
      await settle();
      await settle();
      background.hello(greeting);
      background.say({ type: 'records', records: [record(1)] });
      await settle();
      expect(seqs).toEqual([1, 2, 1]);
      connection.close();
    }
  });

  it('tries another port when it is not greeted, and gives it longer each time', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    const events: string[] = [];
    connection.subscribe(({ type }) => events.push(type));
    await vi.advanceTimersByTimeAsync(4_999);
    expect([background.connections(), events]).toEqual([1, []]);
    await vi.advanceTimersByTimeAsync(2);
    expect([background.connections(), events]).toEqual([2, ['disconnected']]);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(background.connections()).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(background.connections()).toBe(3);
    expect(background.heard.at(-1)).toMatchObject({ type: 'hello', tabId: 1 });
    background.hello();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([background.connections(), events.at(-1)]).toEqual([3, 'connected']);
    connection.close();
  });

  it('pings every 20 s', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    background.hello();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(background.heard.filter((message) => JSON.stringify(message) === '{"type":"ping"}')).toHaveLength(3);
    connection.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits longer each time a background does not stay', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    for (let time = 0; time < 200; time += 1) {
      background.die();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(background.connections()).toBeLessThan(15);
    connection.close();
  });

  it('asks when it is greeted, and gets the answer that belongs to the question', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    const body = connection.ask('read-body', { digest: 'd' });
    const refused = connection.ask('list-cookies', { url: 'u' });
    const outcome = expect(refused).rejects.toThrow('Not now');
    await settle();
    expect(background.heard).toHaveLength(1);
    background.hello();
    await settle();
    expect(background.heard.slice(1)).toEqual([
      { type: 'ask', id: 1, method: 'read-body', params: { digest: 'd' } },
      { type: 'ask', id: 2, method: 'list-cookies', params: { url: 'u' } },
    ]);
    background.say({ type: 'refusal', id: 2, message: 'Not now' });
    background.say({ type: 'answer', id: 1, result: { text: 'whole' } });
    background.say({ type: 'answer', id: 99, result: null });
    expect(await body).toEqual({ text: 'whole' });
    await outcome;
    connection.close();
  });

  it('asks again what a stopped background did not answer', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    background.hello();
    await settle();
    const body = connection.ask('read-body', { digest: 'd' });
    await settle();
    background.die();
    await settle();
    await settle();
    background.hello();
    await settle();
    background.say({ type: 'answer', id: 1, result: { text: 'whole' } });
    expect(await body).toEqual({ text: 'whole' });
    connection.close();
  });

  it('keeps what it observes until it is stored', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    const sent = () =>
      background.heard.flatMap((message) => {
        const { observations = [] } = message as { observations?: { id: string }[] };
        return observations.map(({ id }) => id);
      });
    connection.observe([anObservation('n:1')]);
    background.hello();
    await settle();
    connection.observe([anObservation('n:2'), anObservation('n:3')]);
    background.say({ type: 'ack', id: 'n:1' });
    await settle();
    expect(sent()).toEqual(['n:1', 'n:2', 'n:3']);
    background.say({ type: 'ack', id: 'n:2' });
    await settle();
    expect(sent()).toEqual(['n:1', 'n:2', 'n:3']);
    background.die();
    await settle();
    await settle();
    background.hello();
    await settle();
    expect(sent()).toEqual(['n:1', 'n:2', 'n:3', 'n:3']);
    connection.close();
  });

  it('sends together what it observes while the background is storing, and does not wait for it for long', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    background.hello();
    await settle();
    const batches = () =>
      background.heard.flatMap((message) => {
        const { observations } = message as { observations?: { id: string }[] };
        return observations ? [observations.map(({ id }) => id).join(' ')] : [];
      });
    for (const id of ['n:1', 'n:2', 'n:3']) connection.observe([anObservation(id)]);
    await settle();
    expect(batches()).toEqual(['n:1']);
    background.say({ type: 'ack', id: 'n:1' });
    await settle();
    expect(batches()).toEqual(['n:1', 'n:2 n:3']);
    connection.observe([anObservation('n:4')]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(batches()).toEqual(['n:1', 'n:2 n:3', 'n:4']);
    connection.close();
  });

  it('drops what is no message of ours', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    const heard = vi.fn();
    connection.subscribe(heard);
    for (const message of [null, 'hello', { type: 'records', records: [{ seq: 'x' }] }, { type: 'hello' }]) {
      background.say(message as unknown as PanelReply);
    }
    await settle();
    expect(heard).not.toHaveBeenCalled();
    connection.close();
  });

  it('says that a reload is needed when the extension was updated, and tries no more', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    const events: string[] = [];
    connection.subscribe(({ type }) => events.push(type));
    background.hello();
    await settle();
    const asked = connection.ask('clear', null);
    const outcome = expect(asked).rejects.toThrow('Close and reopen DevTools');
    background.refuse();
    background.die();
    await vi.advanceTimersByTimeAsync(60_000);
    await outcome;
    expect(events).toEqual(['hello', 'connected', 'disconnected', 'reload-needed']);
    expect(background.connections()).toBe(1);
  });

  it('says so too when the background speaks another version', async () => {
    const background = aBackground();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1 });
    const events: string[] = [];
    connection.subscribe(({ type }) => events.push(type));
    background.hello({ protocol: PROTOCOL + 1 });
    await settle();
    expect(events).toEqual(['reload-needed']);
    await expect(connection.ask('clear', null)).rejects.toThrow('closed');
  });

  it('ends with its signal', async () => {
    const background = aBackground();
    const controller = new AbortController();
    const connection = connectPanel({ openPort: background.openPort, tabId: 1, signal: controller.signal });
    const asked = connection.ask('clear', null);
    const outcome = expect(asked).rejects.toThrow('closed');
    controller.abort();
    await outcome;
    expect(vi.getTimerCount()).toBe(0);
  });
});
