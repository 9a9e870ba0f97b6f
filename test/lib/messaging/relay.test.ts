import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Leftover } from '@/lib/messaging/leftover-key';
import { PROTOCOL, type RelayMessage } from '@/lib/messaging/protocol';
import { createRelay, type Relay } from '@/lib/messaging/relay';
import type { Port } from '@/lib/messaging/transport';
import type { Report } from '@/lib/model/observation';
import { portPair } from './port-pair';

const URL_OF_PAGE = 'https://shop.example/signup';

const aReport = (text = 'line', at = 1): Report => ({ kind: 'console', level: 'log', text, args: [], at });

/** The background's end: hears what relays say on each port, and answers only when the test says so. */
function aBackground() {
  const ports: { port: Port; heard: RelayMessage[]; isOpen: boolean }[] = [];
  return {
    ports,
    isGone: false,
    connect(): Port {
      if (this.isGone) throw new Error('Extension context invalidated.');
      const [near, far] = portPair();
      const heard: RelayMessage[] = [];
      far.onMessage((message) => heard.push(message as RelayMessage));
      ports.push({ port: far, heard, isOpen: true });
      return near;
    },
    heard: (port = ports.length - 1) => ports[port]?.heard ?? [],
    texts(port = ports.length - 1): string[] {
      return this.heard(port).flatMap((message) =>
        message.type === 'observations' ? message.observations.map((one) => ('text' in one ? one.text : one.kind)) : [],
      );
    },
    reply(message: unknown, at = ports.length - 1) {
      if (ports[at]?.isOpen) ports[at].port.postMessage(message);
    },
    die(at = ports.length - 1) {
      if (!ports[at]) return;
      ports[at].isOpen = false;
      ports[at].port.disconnect();
    },
  };
}

const hello = { type: 'hello', protocol: PROTOCOL, recording: true, hosts: ['own.test'], routed: false };

let background: ReturnType<typeof aBackground>;
let relay: Relay;
const kept = new Map<string, Leftover>();
const hellos: unknown[] = [];
const onClose = vi.fn();

const openRelay = (options: { isPrivate?: boolean } = {}) =>
  createRelay({
    nonce: 'n1',
    url: () => URL_OF_PAGE,
    connect: () => background.connect(),
    ...(!options.isPrivate && {
      keep: (key: string, leftover: Leftover) => void kept.set(key, structuredClone(leftover)),
    }),
    onHello: (said) => hellos.push(said),
    onClose,
  });

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  kept.clear();
  hellos.length = 0;
  onClose.mockClear();
  background = aBackground();
  relay = openRelay();
});
afterEach(() => {
  relay.close();
  vi.useRealTimers();
});

describe('a page without a tracker', () => {
  test('opens no port, and lets nothing out when it closes', async () => {
    relay.report(aReport());
    relay.reject();
    relay.hide();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(background.ports).toEqual([]);
    expect(kept.size).toBe(0);
  });

  test('keeps its first report and its latest', async () => {
    for (let index = 0; index < 1_000; index++) relay.report(aReport(`line ${index}`));
    relay.reveal([]);
    await settled();
    const texts = background.texts();
    expect(texts[0]).toBe('line 0');
    expect(texts.at(-1)).toBe('line 999');
    expect(texts.length).toBeLessThan(400);
  });
});

describe('a page with a tracker', () => {
  test('says hello first, then what it held, numbered by document and count', async () => {
    relay.report(aReport('before'));
    relay.reveal(['api.own.test']);
    await settled();
    background.reply({ type: 'ack', counter: 1 });
    relay.report(aReport('after'));
    await settled();
    expect(background.heard()[0]).toEqual({
      type: 'hello',
      protocol: PROTOCOL,
      nonce: 'n1',
      url: URL_OF_PAGE,
      hasTracker: true,
    });
    expect(background.heard()[1]).toEqual({ type: 'tracker', hosts: ['api.own.test'] });
    const observations = background
      .heard()
      .flatMap((message) => (message.type === 'observations' ? message.observations : []));
    expect(observations.map(({ id, source }) => [id, source])).toEqual([
      ['n1:1', 'page'],
      ['n1:2', 'page'],
    ]);
  });

  test('tells a host once', async () => {
    relay.reveal(['a.test']);
    relay.reveal(['a.test', 'b.test']);
    relay.reveal(['b.test']);
    await settled();
    expect(background.heard().flatMap((message) => (message.type === 'tracker' ? [message.hosts] : []))).toEqual([
      ['a.test'],
      ['b.test'],
    ]);
  });

  test('sends the reports of one task together, and the next when the first are stored', async () => {
    relay.reveal([]);
    for (const text of ['a', 'b', 'c']) relay.report(aReport(text));
    await settled();
    relay.report(aReport('d'));
    await settled();
    const batches = () =>
      background.heard().flatMap((message) => (message.type === 'observations' ? [message.observations.length] : []));
    expect(batches()).toEqual([3]);
    background.reply({ type: 'ack', counter: 3 });
    await settled();
    expect(batches()).toEqual([3, 1]);
  });

  test('waits for no acknowledgement for ever', async () => {
    relay.reveal([]);
    relay.report(aReport('a'));
    await settled();
    relay.report(aReport('b'));
    await vi.advanceTimersByTimeAsync(300);
    expect(background.texts()).toEqual(['a', 'b']);
  });

  test('pings while it is there', async () => {
    relay.reveal([]);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(background.heard().filter(({ type }) => type === 'ping').length).toBe(3);
  });

  test('hands on what the background decided', async () => {
    relay.reveal([]);
    await settled();
    background.reply(hello);
    await settled();
    expect(hellos).toEqual([hello]);
  });

  test('lets nothing out while recording is off', async () => {
    relay.reveal([]);
    await settled();
    background.reply({ ...hello, recording: false });
    await settled();
    relay.report(aReport('unheard'));
    await settled();
    background.reply(hello);
    await settled();
    relay.report(aReport('heard'));
    await settled();
    expect(background.texts()).toEqual(['heard']);
  });
});

describe('a port that ends', () => {
  test('is opened anew, with hello first and all that was not stored', async () => {
    relay.reveal(['a.test']);
    relay.report(aReport('stored'));
    relay.report(aReport('lost'));
    await settled();
    background.reply({ type: 'ack', counter: 1 });
    await settled();
    background.die();
    await vi.advanceTimersByTimeAsync(1);
    expect(background.ports.length).toBe(2);
    expect(
      background
        .heard()
        .map(({ type }) => type)
        .slice(0, 2),
    ).toEqual(['hello', 'tracker']);
    expect(background.texts()).toEqual(['lost']);
  });

  test('without a word is given up when nothing is acknowledged for long', async () => {
    relay.reveal([]);
    relay.report(aReport('into the void'));
    await vi.advanceTimersByTimeAsync(21_000);
    expect(background.ports.length).toBe(2);
    expect(background.texts()).toEqual(['into the void']);
    background.reply({ type: 'ack', counter: 1 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(background.ports.length).toBe(2);
  });

  test('is tried less and less often while nobody answers', async () => {
    relay.reveal([]);
    await settled();
    for (let time = 0; time < 60_000; time += 10) {
      background.die();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(background.ports.length).toBeGreaterThan(5);
    expect(background.ports.length).toBeLessThan(15);
  });

  test('with the extension gone is a state, not an error', async () => {
    relay.reveal([]);
    await settled();
    background.isGone = true;
    background.die();
    await vi.advanceTimersByTimeAsync(60_000);
    relay.report(aReport());
    relay.hide();
    expect(background.ports.length).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('by another version of ours asks for a reload and stops', async () => {
    relay.reveal([]);
    await settled();
    expect(onClose).not.toHaveBeenCalled();
    background.reply({ type: 'reload-needed' });
    await settled();
    expect(onClose).toHaveBeenCalledOnce();
    relay.report(aReport());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(background.ports.length).toBe(1);
    expect(background.texts()).toEqual([]);
  });
});

describe('a page that goes away', () => {
  test('sends at once what it says in pagehide', async () => {
    relay.reveal([]);
    await settled();
    relay.hide();
    relay.report(aReport('in pagehide'));
    await settled();
    expect(background.texts()).toEqual(['in pagehide']);
  });

  test('leaves what is not stored where the background finds it, each time under a new key', async () => {
    relay.reveal([]);
    relay.report(aReport('stored'));
    relay.report(aReport('unstored'));
    await settled();
    background.reply({ type: 'ack', counter: 1 });
    await settled();
    background.die();
    await settled();
    relay.hide();
    relay.report(aReport('in pagehide'));
    expect(new Set(kept.keys()).size).toBe(2);
    expect([...kept.values()].map(({ nonce, url }) => [nonce, url])).toEqual([
      ['n1', URL_OF_PAGE],
      ['n1', URL_OF_PAGE],
    ]);
    expect([...kept.values()].map(({ observations }) => observations.map(({ id }) => id))).toEqual([
      ['n1:2'],
      ['n1:3'],
    ]);
  });

  test('leaves nothing on the disk in a private window', async () => {
    relay.close();
    relay = openRelay({ isPrivate: true });
    relay.reveal([]);
    relay.report(aReport());
    await settled();
    background.die();
    await settled();
    relay.hide();
    expect(kept.size).toBe(0);
  });

  test.each([
    ['was told that', true],
    ['was not told that', false],
  ])('and comes back, and %s its port ended, opens another and goes on', async (_name, isTold) => {
    relay.reveal([]);
    await settled();
    background.reply(hello);
    relay.hide();
    if (isTold) background.die();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(background.ports.length).toBe(1);
    relay.show();
    relay.report(aReport('back'));
    await settled();
    expect(background.ports.length).toBe(2);
    expect(background.texts()).toEqual(['back']);
  });
});

describe('a page that lies', () => {
  test('is told by count', async () => {
    relay.reveal([]);
    await settled();
    relay.reject();
    relay.reject();
    relay.report(aReport());
    await settled();
    const counts = background.heard().flatMap((message) => (message.type === 'rejected' ? [message.count] : []));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(background.texts()).toEqual(['line']);
  });

  test('and floods is heard to a limit, which is told', async () => {
    relay.reveal([]);
    for (let index = 0; index < 100_000; index++) relay.report(aReport(`${index}`));
    await vi.advanceTimersByTimeAsync(60_000);
    let counter = 0;
    const storeAll = async () => {
      for (let turn = 0; turn < 150; turn++) {
        counter += 500;
        background.reply({ type: 'ack', counter });
        await settled();
      }
    };
    await storeAll();
    relay.report(aReport('after the flood'));
    await storeAll();
    const observations = background
      .heard()
      .flatMap((message) => (message.type === 'observations' ? message.observations : []));
    const gap = observations.find(({ kind }) => kind === 'storage');
    expect(gap).toMatchObject({ kind: 'storage', phase: 'gap', source: 'extension' });
    expect(gap?.kind === 'storage' && gap.count).toBe(100_001 - (observations.length - 1));
    expect(background.texts().at(-1)).toBe('after the flood');
  });

  test('cannot break it with any reply', async () => {
    relay.reveal([]);
    await settled();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        background.reply(value);
      }),
    );
    await settled();
    relay.report(aReport('still there'));
    await vi.advanceTimersByTimeAsync(300);
    expect(background.texts().at(-1)).toBe('still there');
  });
});

test('whatever the port does, each report arrives, in order', async () => {
  const step = fc.constantFrom('report', 'report', 'report', 'ack', 'die', 'wait');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      background = aBackground();
      relay.close();
      relay = openRelay();
      relay.reveal([]);
      const stored = new Map<string, string>();
      const store = () => {
        for (const { heard } of background.ports) {
          for (const message of heard) {
            if (message.type !== 'observations') continue;
            for (const one of message.observations) stored.set(one.id, 'text' in one ? one.text : '');
          }
        }
        return stored.size;
      };
      let said = 0;
      for (const one of [...steps, 'wait']) {
        if (one === 'report') relay.report(aReport(`${said++}`));
        if (one === 'ack') background.reply({ type: 'ack', counter: store() });
        if (one === 'die') background.die();
        await vi.advanceTimersByTimeAsync(one === 'wait' ? 11_000 : 0);
      }
      store();
      expect([...stored.values()]).toEqual(Array.from({ length: said }, (_, index) => `${index}`));
    }),
    { numRuns: 60 },
  );
});
