import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PROTOCOL } from '@/lib/messaging/protocol';
import type { Port } from '@/lib/messaging/transport';
import { anObservation, readAll, someObservations } from '@/test/lib/journal/support';
import { aGround, aRelay, FACTS, openPanel, SENDER, startBackground } from './support';

const aBackground = (options: Parameters<typeof startBackground>[1] = {}) => startBackground(aGround(), options);
const idsOf = async (background: ReturnType<typeof aBackground>) =>
  (await readAll(background.journal, 1)).records.map(({ id }) => id);

function listen(port: Port): unknown[] {
  const heard: unknown[] = [];
  port.onMessage((message) => heard.push(message));
  return heard;
}

describe('a relay', () => {
  it('is greeted with what it needs to know', async () => {
    const relay = aRelay('d');
    relay.connect(aBackground({ settings: { hosts: ['track.example:8443'] } }).connectRelay());
    await vi.waitFor(() =>
      expect(relay.replies).toContainEqual({
        type: 'hello',
        protocol: PROTOCOL,
        recording: true,
        hosts: [...FACTS.hosts, 'track.example:8443'],
        routed: false,
      }),
    );
  });

  it('is acknowledged when its observations are stored, stamped with what the browser says', async () => {
    const background = aBackground();
    const relay = aRelay('d');
    relay.connect(background.connectRelay());
    relay.say();
    relay.say();
    await vi.waitFor(() => expect(relay.unacked()).toEqual([]));
    const { records } = await readAll(background.journal, 1);
    expect(records).toMatchObject([
      { id: 'd:1', tabId: 1, frameId: 0, documentId: 'doc-1', documentUrl: SENDER.url },
      { id: 'd:2', tabId: 1 },
    ]);
  });

  it('without a document id of the browser’s is known by its nonce', async () => {
    const background = aBackground();
    const relay = aRelay('d');
    const { documentId: _, ...sender } = SENDER;
    relay.connect(background.connectRelay(sender));
    relay.say();
    await vi.waitFor(async () =>
      expect((await readAll(background.journal, 1)).records).toMatchObject([{ documentId: 'd' }]),
    );
  });

  it('of another version is told to reload, and nothing it says is kept', async () => {
    const background = aBackground();
    const port = background.connectRelay();
    const heard = listen(port);
    port.postMessage({ type: 'hello', protocol: PROTOCOL + 1, nonce: 'd', url: '', hasTracker: true });
    port.postMessage({ type: 'observations', observations: [anObservation('d:1')] });
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'reload-needed' }]));
    expect(await idsOf(background)).toEqual([]);
  });

  it('that speaks nonsense is counted, not believed, and goes on being heard', async () => {
    const background = aBackground();
    const relay = aRelay('d');
    relay.connect(background.connectRelay());
    relay.post({ type: 'nonsense' });
    relay.post({ type: 'observations', observations: [{ id: 'd:9' }, null] });
    relay.post({ type: 'rejected', count: 40 });
    relay.say();
    await vi.waitFor(async () => {
      expect(await idsOf(background)).toEqual(['d:1']);
      expect((await background.journal.row(1)).rejected).toBe(43);
    });
  });

  it('is acknowledged for observations that do not parse, so that it does not send them for ever', async () => {
    const relay = aRelay('d');
    relay.connect(aBackground().connectRelay());
    relay.post({ type: 'observations', observations: [{ id: 'd:7' }] });
    await vi.waitFor(() => expect(relay.replies).toContainEqual({ type: 'ack', counter: 7 }));
  });

  it('cannot break the hub with any message', async () => {
    const background = aBackground();
    const port = background.connectRelay();
    const panel = background.connectPanel();
    fc.assert(
      fc.property(fc.jsonValue(), (message) => {
        port.postMessage(message);
        panel.postMessage(message);
      }),
    );
    const relay = aRelay('d');
    relay.connect(background.connectRelay());
    relay.say();
    await vi.waitFor(async () => expect(await idsOf(background)).toEqual(['d:1']));
  });

  it('hears of a change of settings that concerns it', async () => {
    const background = aBackground();
    const relay = aRelay('d');
    relay.connect(background.connectRelay());
    await vi.waitFor(() => expect(relay.replies).toHaveLength(1));
    await background.gate.setRecording(1, false);
    await vi.waitFor(() => expect(relay.replies.at(-1)).toMatchObject({ type: 'hello', recording: false }));
    relay.say();
    await vi.waitFor(() => expect(relay.unacked()).toEqual([]));
    expect(await idsOf(background)).toEqual([]);
  });
});

describe('a panel', () => {
  it('that leaves while it is let in is not counted as open', async () => {
    const ground = aGround();
    let letIn = () => {};
    const load = () =>
      new Promise<Record<string, unknown>>((resolve) => {
        letIn = () => resolve({});
      });
    const background = startBackground({ ...ground, memory: { ...ground.memory, load } });
    const port = background.connectPanel();
    port.postMessage({ type: 'hello', protocol: PROTOCOL, tabId: 1, afterSeq: 0 });
    await Promise.resolve();
    port.disconnect();
    await Promise.resolve();
    letIn();
    await background.started;
    expect(background.tabs.get(1).panels).toBe(0);
  });

  it('opened late gets everything from before, then what comes', async () => {
    const background = aBackground();
    const relay = aRelay('d');
    relay.connect(background.connectRelay());
    relay.say();
    await vi.waitFor(() => expect(relay.unacked()).toEqual([]));
    const panel = openPanel(() => background.connectPanel());
    await vi.waitFor(() => expect(panel.ids()).toEqual(['d:1']));
    relay.say();
    await vi.waitFor(() => expect(panel.ids()).toEqual(['d:1', 'd:2']));
    expect(panel.typesOf().slice(0, 2)).toEqual(['hello', 'connected']);
    panel.close();
  });

  it('gets a long journal in pages, each record once, while more is recorded', async () => {
    const background = aBackground();
    await background.journal.append(1, someObservations('old', 5000));
    const panel = openPanel(() => background.connectPanel());
    for (let counter = 1; counter <= 50; counter += 1) {
      await background.journal.append(1, someObservations('new', 1, counter));
    }
    await vi.waitFor(() => expect(panel.records()).toHaveLength(5050));
    expect(panel.records().map(({ seq }) => seq)).toEqual(Array.from({ length: 5050 }, (_, index) => index + 1));
    expect(panel.events.filter(({ type }) => type === 'records').length).toBeGreaterThan(4);
    panel.close();
  });

  it('hears only of its own tab', async () => {
    const background = aBackground();
    const panel = openPanel(() => background.connectPanel(), 2);
    await vi.waitFor(() => expect(panel.typesOf()).toContain('connected'));
    await background.journal.append(1, someObservations('a', 1));
    await background.journal.append(2, someObservations('b', 1));
    await vi.waitFor(() => expect(panel.ids()).toEqual(['b:1']));
    panel.close();
  });

  it('is told of a gap when what it lacks was dropped', async () => {
    const background = aBackground({ limits: { records: 2000, bytes: 10_000_000 } });
    const { journal } = background;
    for (let from = 1; from <= 5000; from += 1000) await journal.append(1, someObservations('a', 1000, from));
    const panel = openPanel(() => background.connectPanel());
    await vi.waitFor(() => expect(panel.records().at(-1)?.seq).toBe(5000));
    const { dropped } = await journal.row(1);
    expect(dropped).toBeGreaterThanOrEqual(3000);
    expect(panel.events).toContainEqual({ type: 'gap', fromSeq: 1, toSeq: dropped });
    expect(panel.events[0]).toMatchObject({ type: 'hello', status: { dropped, seq: 5000 } });
    panel.close();
  });

  it('starts anew at a clear and shows what came after it, in any interleaving', async () => {
    const background = aBackground();
    await background.journal.append(1, someObservations('a', 3000));
    const panel = openPanel(() => background.connectPanel());
    await vi.waitFor(() => expect(panel.typesOf()).toContain('connected'));
    const clear = panel.connection.ask('clear', null);
    await Promise.all([
      clear,
      ...[1, 2, 3].map((counter) => background.journal.append(1, someObservations('b', 1, counter))),
    ]);
    await background.journal.append(1, someObservations('c', 1));
    await vi.waitFor(() => expect(panel.ids().at(-1)).toBe('c:1'));
    const { records } = await readAll(background.journal, 1);
    expect(panel.ids()).toEqual(records.map(({ id }) => id));
    expect(panel.ids()).not.toContain('a:1');
    panel.close();
  });

  it('switches recording of its tab, and sees that it did', async () => {
    const background = aBackground();
    const panel = openPanel(() => background.connectPanel());
    await panel.connection.ask('set-recording', { on: false });
    await vi.waitFor(() => expect(panel.events.at(-1)).toMatchObject({ type: 'status', status: { recording: false } }));
    panel.close();
  });

  it('is refused what the background cannot answer, in words', async () => {
    const background = aBackground({
      asks: { 'list-cookies': () => Promise.reject(new Error('The browser refuses to list cookies')) },
    });
    const panel = openPanel(() => background.connectPanel());
    await expect(panel.connection.ask('read-body', { digest: 'x' })).rejects.toThrow('cannot answer');
    await expect(panel.connection.ask('list-cookies', { url: '' })).rejects.toThrow('refuses to list');
    panel.close();
  });

  it('hears of a page also where the browser can open no database', async () => {
    const refuse = () => Promise.reject(new Error('The journal could not be opened'));
    const ground = aGround();
    const memory = { ...ground.memory, load: refuse };
    const background = startBackground(
      { ...ground, memory },
      { wrapDisk: (disk) => ({ ...disk, loadTab: refuse, loadSender: refuse, readChunks: refuse, commit: refuse }) },
    );
    const panel = openPanel(() => background.connectPanel());
    const relay = aRelay('d');
    relay.connect(background.connectRelay());
    relay.say();
    await vi.waitFor(() => expect(panel.ids()).toContain('d:1'));
    panel.close();
  });

  it('of another version is told to reload', async () => {
    const port = aBackground().connectPanel();
    const heard = listen(port);
    port.postMessage({ type: 'hello', protocol: PROTOCOL + 1, tabId: 1, afterSeq: 0 });
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'reload-needed' }]));
  });

  it('cannot ask for what an object inherits', async () => {
    const port = aBackground().connectPanel();
    const heard = listen(port);
    port.postMessage({ type: 'hello', protocol: PROTOCOL, tabId: 1, afterSeq: 0 });
    port.postMessage({ type: 'ask', id: 1, method: 'toString', params: null });
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ type: 'refusal', id: 1 })));
  });
});

describe('the DevTools page', () => {
  it('brings what the network log says, stored and acknowledged, and is spared the records', async () => {
    const background = aBackground();
    await background.journal.append(1, someObservations('a', 1));
    const port = background.connectPanel(false);
    const heard = listen(port);
    port.postMessage({ type: 'hello', protocol: PROTOCOL, tabId: 1, afterSeq: 0 });
    port.postMessage({ type: 'observations', observations: [anObservation('n:1', { source: 'network' })] });
    await vi.waitFor(() => expect(heard).toContainEqual({ type: 'ack', id: 'n:1' }));
    expect(await idsOf(background)).toEqual(['a:1', 'n:1']);
    expect(heard).not.toContainEqual(expect.objectContaining({ type: 'records' }));
  });

  it('that brings nonsense is counted', async () => {
    const background = aBackground();
    const port = background.connectPanel(false);
    port.postMessage({ type: 'hello', protocol: PROTOCOL, tabId: 1, afterSeq: 0 });
    port.postMessage({ type: 'observations', observations: [null] });
    port.postMessage('what');
    await vi.waitFor(async () => expect((await background.journal.row(1)).rejected).toBe(2));
  });
});
