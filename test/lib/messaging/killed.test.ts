import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JournalStore } from '@/lib/journal/store';
import { createRelay } from '@/lib/messaging/relay';
import { readAll } from '@/test/lib/journal/support';
import { aGround, aRelay, type Background, type Ground, openPanel, SENDER, startBackground } from './support';

/** A background that can be killed as the browser does it: at once, whatever is under way. */
function startMortal(ground: Ground) {
  let isDead = false;
  const never = new Promise<never>(() => {});
  const wrapDisk = (store: JournalStore): JournalStore => ({
    ...store,
    async commit(tabId, change) {
      if (isDead) return never;
      await store.commit(tabId, change);
      // The transaction may be done and the one who waits for it gone.
      if (isDead) await never;
    },
  });
  const background = startBackground(ground, { wrapDisk });
  const kill = () => {
    isDead = true;
    background.cutPorts();
  };
  return { ...background, kill };
}

describe('a background that is killed', () => {
  it('loses nothing and doubles nothing in 2,000 events with ten kills, pagehide among them', async () => {
    const ground = aGround();
    let background = startMortal(ground);
    const panel = openPanel(() => background.connectPanel());
    const openDocument = (nonce: string) => {
      const relay = createRelay({
        nonce,
        url: () => SENDER.url,
        connect: () => background.connectRelay(),
        keep: (key, leftover) => ground.local.set(key, JSON.stringify(leftover)),
        onHello: () => {},
      });
      relay.reveal([]);
      return relay;
    };
    const said: string[] = [];
    let documents = 1;
    let counter = 0;
    let relay = openDocument('d1');
    for (let event = 1; event <= 2000; event += 1) {
      counter += 1;
      said.push(`d${documents}:${counter}`);
      relay.report({ kind: 'console', level: 'log', text: `event ${event}`, args: [], at: event });
      if (event % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (event % 200 !== 0) continue;
      background.kill();
      background = startMortal(ground);
      if (event % 400 !== 0) continue;
      // The page goes just when nobody is there to hear it.
      relay.hide();
      relay.close();
      documents += 1;
      counter = 0;
      relay = openDocument(`d${documents}`);
    }
    await vi.waitFor(
      async () => {
        const { records } = await readAll(background.journal, 1);
        expect(records.map(({ id }) => id).sort()).toEqual([...said].sort());
        expect([...panel.ids()].sort()).toEqual([...said].sort());
      },
      { timeout: 4000 },
    );
    const seqs = panel.records().map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(ground.local.size).toBe(0);
    relay.close();
    panel.close();
  });

  it('gives each of its observations exactly once, wherever the kill strikes', async () => {
    const step = fc.constantFrom('say', 'say', 'say', 'turn', 'kill', 'hide');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const ground = aGround();
        let background = startMortal(ground);
        let documents = 1;
        let relay = aRelay('d1', ground);
        const said: string[] = [];
        relay.connect(background.connectRelay());
        for (const one of steps) {
          if (one === 'say') said.push(relay.say());
          if (one === 'turn') await new Promise((resolve) => setImmediate(resolve));
          if (one === 'hide') {
            // A document whose hello was never heard cannot be told from another; that is its own test.
            await vi.waitFor(() => expect(relay.replies.length).toBeGreaterThan(0), { interval: 1 });
            relay.hide();
            documents += 1;
            relay = aRelay(`d${documents}`, ground);
            relay.connect(background.connectRelay());
          }
          if (one === 'kill') {
            background.kill();
            background = startMortal(ground);
            relay.connect(background.connectRelay());
          }
        }
        await background.started;
        await vi.waitFor(
          async () => {
            const { records } = await readAll(background.journal, 1);
            expect(records.map(({ id }) => id).sort()).toEqual([...said].sort());
          },
          { interval: 1 },
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is resumed by a panel that shows each record once', async () => {
    const ground = aGround();
    let background: Background & { kill(): void } = startMortal(ground);
    const panel = openPanel(() => background.connectPanel());
    const relay = aRelay('d', ground);
    relay.connect(background.connectRelay());
    relay.say();
    await vi.waitFor(() => expect(panel.ids()).toEqual(['d:1']));
    relay.say();
    background.kill();
    background = startMortal(ground);
    relay.connect(background.connectRelay());
    await vi.waitFor(() => expect(panel.ids()).toEqual(['d:1', 'd:2']));
    expect(panel.typesOf()).toContain('disconnected');
    expect(panel.typesOf().filter((type) => type === 'connected')).toHaveLength(2);
    panel.close();
  });
});

describe('leftovers', () => {
  it('of a document whose hello never came go to the one tab that showed its URL', async () => {
    const ground = aGround();
    const background = startBackground(ground);
    await background.started;
    background.gate.navigate(1, undefined, { at: Date.now(), url: 'https://shop.example/' });
    const relay = aRelay('unheard', ground);
    relay.say();
    relay.hide();
    background.gate.navigate(1, undefined, { at: Date.now() + 1, url: 'https://shop.example/next' });
    aRelay('next', ground).connect(background.connectRelay());
    await vi.waitFor(async () => {
      expect((await readAll(background.journal, 1)).records.map(({ id }) => id)).toEqual(['unheard:1']);
    });
    expect(ground.local.size).toBe(0);
  });

  describe('of a page that came and went while no background was there', () => {
    const leaveUnheard = async (tabIds: readonly number[]) => {
      const ground = aGround();
      const background = startBackground(ground);
      await background.started;
      for (const tabId of tabIds) {
        background.gate.navigate(tabId, undefined, { at: Date.now(), url: 'https://shop.example/after' });
      }
      const relay = aRelay('unheard', ground);
      relay.say();
      relay.hide();
      aRelay('after', ground).connect(background.connectRelay({ ...SENDER, url: 'https://shop.example/after' }));
      await vi.waitFor(() => expect(ground.local.size).toBe(0));
      return background;
    };
    const idsIn = async ({ journal }: Background, tabId: number) =>
      (await readAll(journal, tabId)).records.map(({ id }) => id);

    it('go to the only tab that shows its site', async () => {
      expect(await idsIn(await leaveUnheard([1]), 1)).toEqual(['unheard:1']);
    });

    it('go to none where several tabs show its site', async () => {
      const background = await leaveUnheard([1, 2]);
      expect(await idsIn(background, 1)).toEqual([]);
      expect(await idsIn(background, 2)).toEqual([]);
    });
  });

  it('of a tab that is gone, and what is no leftover, are cleaned away', async () => {
    const ground = aGround();
    ground.local.set('relay:x:1', '{"nonce": 5}');
    ground.local.set('relay:gone:1', '{"nonce":"gone","url":"https://gone.example/","observations":[]}');
    ground.local.set('settings', '{}');
    await startBackground(ground).started;
    expect([...ground.local.keys()]).toEqual(['settings']);
  });
});
