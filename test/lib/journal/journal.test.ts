import { describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '@/lib/journal/memory-store';
import type { LogEvent } from '@/lib/journal/tab-log';
import type { JournalRecord } from '@/lib/model/observation';
import {
  aDatabaseName,
  anObservation,
  openDisk,
  openJournal,
  readAll,
  refusingStore,
  someObservations,
  unnumbered,
} from './support';

const textsOf = (records: JournalRecord[]) => records.map((record) => 'text' in record && record.text);

/** What DevTools' network log tells of a request that took 200 ms. */
const anExchangeOfTheLog = (requestId: string, { from, at }: { from: number; at: number }) => {
  const told = { source: 'network' as const, requestId, url: 'https://api.affitor.com/api/v1/track/lead' };
  const nothing = { kind: 'none' as const };
  return [
    unnumbered({
      ...told,
      id: `log:${from}`,
      kind: 'request',
      method: 'POST',
      carrier: 'fetch',
      headers: [],
      body: nothing,
      at,
    }),
    unnumbered({
      ...told,
      id: `log:${from + 1}`,
      kind: 'response',
      status: 200,
      statusText: '',
      headers: [],
      body: nothing,
      at: at + 200,
      durationMs: 200,
    }),
  ];
};

describe('the journal', () => {
  it('numbers the records of each tab from 1 and gives them back in that order', async () => {
    const journal = openJournal();
    await journal.append(1, someObservations('a', 3));
    await journal.append(2, someObservations('b', 1));
    await journal.append(1, someObservations('c', 2));
    const { records, gaps } = await readAll(journal, 1);
    expect(records.map(({ seq, id }) => [seq, id])).toEqual([
      [1, 'a:1'],
      [2, 'a:2'],
      [3, 'a:3'],
      [4, 'c:1'],
      [5, 'c:2'],
    ]);
    expect(gaps).toEqual([]);
    expect((await readAll(journal, 2)).records.map(({ seq, tabId }) => [seq, tabId])).toEqual([[1, 2]]);
  });

  it('keeps what its sender sends twice once', async () => {
    const journal = openJournal();
    await journal.append(1, someObservations('a', 3));
    await journal.append(1, someObservations('a', 3, 2));
    expect((await readAll(journal, 1)).records.map(({ id }) => id)).toEqual(['a:1', 'a:2', 'a:3', 'a:4']);
  });

  it('goes on where it was after the background was stopped, and knows what it has', async () => {
    const name = aDatabaseName();
    const before = openJournal({ disk: openDisk(name) });
    await before.append(1, someObservations('a', 3));
    const after = openJournal({ disk: openDisk(name) });
    await after.append(1, someObservations('a', 4));
    expect((await readAll(after, 1)).records.map(({ seq, id }) => [seq, id])).toEqual([
      [1, 'a:1'],
      [2, 'a:2'],
      [3, 'a:3'],
      [4, 'a:4'],
    ]);
    expect((await after.row(1)).epoch).toBe((await before.row(1)).epoch);
  });

  it('has stored a record before anybody hears of it', async () => {
    const name = aDatabaseName();
    const journal = openJournal({ disk: openDisk(name) });
    const other = openJournal({ disk: openDisk(name) });
    const heard = new Promise<JournalRecord[]>((resolve) => {
      journal.subscribe(1, (event) => event.type === 'records' && resolve(event.records));
    });
    void journal.append(1, someObservations('a', 2));
    expect(await heard).toEqual((await readAll(other, 1)).records);
  });

  it('keeps lone surrogates, prototype keys and deep values as they came', async () => {
    const args = JSON.parse('[{"__proto__": {"polluted": true}, "text": "\\ud800", "deep": [[[[1]]]]}]');
    const name = aDatabaseName();
    await openJournal({ disk: openDisk(name) }).append(1, [unnumbered(anObservation('a:1', { args }))]);
    const { records } = await readAll(openJournal({ disk: openDisk(name) }), 1);
    expect(JSON.stringify(records[0])).toContain(JSON.stringify(args));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('drops the oldest records beyond its limit, counts them, and shows the gap', async () => {
    const journal = openJournal({ limits: () => ({ records: 1000, bytes: Number.MAX_SAFE_INTEGER }) });
    for (let from = 1; from < 3000; from += 100) await journal.append(1, someObservations('a', 100, from));
    const { records, gaps } = await readAll(journal, 1);
    const { dropped, seq } = await journal.row(1);
    expect(seq).toBe(3000);
    expect(records.at(-1)?.seq).toBe(3000);
    expect(records.length).toBeLessThanOrEqual(1000);
    expect(records.length).toBeGreaterThan(500);
    expect(dropped + records.length).toBe(3000);
    expect(gaps).toEqual([{ fromSeq: 1, toSeq: dropped }]);
  });

  it('counts bytes too', async () => {
    const journal = openJournal({ limits: () => ({ records: 1_000_000, bytes: 1024 * 1024 }) });
    const text = 'x'.repeat(10_000);
    for (let counter = 1; counter <= 300; counter += 1) {
      await journal.append(1, [unnumbered(anObservation(`a:${counter}`, { text }))]);
    }
    const { records } = await readAll(journal, 1);
    expect(records.length).toBeGreaterThan(50);
    expect(records.length * 10_000).toBeLessThanOrEqual(1024 * 1024);
    expect(records.at(-1)?.id).toBe('a:300');
  });

  it('stores a trickle in few chunks, so that it opens as fast as a burst', async () => {
    const disk = openDisk();
    const journal = openJournal({ disk });
    for (let counter = 1; counter <= 200; counter += 1) {
      await journal.append(1, someObservations('a', 1, counter));
    }
    const stored = await disk.loadTab(1);
    expect(stored?.chunks.length).toBeLessThanOrEqual(5);
    expect((await readAll(journal, 1)).records.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
  });

  it('is empty after a clear, in a new epoch, while seq goes on and nothing comes back', async () => {
    const journal = openJournal();
    await journal.append(1, someObservations('a', 3));
    const before = await journal.row(1);
    await journal.clear(1);
    await journal.append(1, someObservations('a', 4));
    const { records, gaps } = await readAll(journal, 1);
    expect(records.map(({ seq, id }) => [seq, id])).toEqual([[4, 'a:4']]);
    expect(gaps).toEqual([]);
    expect((await journal.row(1)).epoch).toBeGreaterThan(before.epoch);
  });

  it('does not bring back what was cleared when DevTools’ log tells of it late', async () => {
    let now = 4000;
    const journal = openJournal({ now: () => now });
    await journal.append(1, someObservations('page', 1));
    now = 5000;
    await journal.clear(1);
    await journal.append(1, [
      ...anExchangeOfTheLog('before', { from: 1, at: 4900 }),
      ...anExchangeOfTheLog('after', { from: 3, at: 5000 }),
    ]);
    const { records, gaps } = await readAll(journal, 1);
    expect(records.map(({ id }) => id)).toEqual(['log:3', 'log:4']);
    expect(gaps).toEqual([]);
  });

  it('does not bring back pages that came or went before it was cleared', async () => {
    let now = 4000;
    const journal = openJournal({ now: () => now });
    await journal.append(1, someObservations('page', 1));
    now = 5000;
    await journal.clear(1);
    const page = {
      kind: 'navigation',
      url: 'https://shop.example/',
      frameId: 0,
      documentId: '',
      documentUrl: '',
    } as const;
    await journal.append(1, [
      { ...page, id: 'b:1', source: 'browser', cause: 'load', at: 4900 },
      { ...page, id: 'n1:1', source: 'page', cause: 'unload', at: 4950 },
      // Its clock may be behind the browser's, and what follows would have no page.
      { ...page, id: 'n2:1', source: 'page', cause: 'load', at: 4990 },
      { ...page, id: 'b:2', source: 'browser', cause: 'load', at: 5000 },
    ]);
    expect((await readAll(journal, 1)).records.map(({ id }) => id)).toEqual(['n2:1', 'b:2']);
  });

  it('takes what DevTools’ log tells of the time before the journal was begun', async () => {
    const journal = openJournal({ now: () => 5000 });
    await journal.append(1, [unnumbered(anObservation('log:1', { source: 'network', at: 4000 }))]);
    expect((await readAll(journal, 1)).records.map(({ id }) => id)).toEqual(['log:1']);
  });

  it('tells of a clear between the records before and those after it', async () => {
    const journal = openJournal();
    const heard: string[] = [];
    journal.subscribe(1, (event: LogEvent) =>
      heard.push(event.type === 'cleared' ? 'cleared' : event.records.map(({ id }) => id).join()),
    );
    await Promise.all([
      journal.append(1, someObservations('a', 1)),
      journal.clear(1),
      journal.append(1, someObservations('b', 1)),
    ]);
    await journal.row(1);
    expect(heard).toEqual(['a:1,b:1', 'cleared']);
  });

  it('forgets a closed tab, also what was under way for it', async () => {
    const disk = openDisk();
    const journal = openJournal({ disk });
    const underWay = journal.append(1, someObservations('a', 3));
    await journal.forget(1);
    await underWay;
    await journal.append(1, someObservations('b', 3));
    expect(await disk.loadTab(1)).toBeUndefined();
    expect(await disk.tabIds()).toEqual([]);
  });

  it('keeps only the tabs that are open', async () => {
    const disk = openDisk();
    const journal = openJournal({ disk });
    await Promise.all([1, 2, 3].map((tabId) => journal.append(tabId, someObservations('a', 1))));
    await journal.keepOnly(() => [2]);
    expect(await disk.tabIds()).toEqual([2]);
  });

  it('records a tab that has the number of one that another browser left behind', async () => {
    const disk = openDisk();
    await openJournal({ disk }).append(1, someObservations('before', 2));
    const journal = openJournal({ disk });
    await journal.keepOnly(() => []);
    await journal.append(1, someObservations('now', 1));
    expect((await readAll(journal, 1)).records.map(({ id }) => id)).toEqual(['now:1']);
  });

  it('takes no tab for a closed one that was opened while it looked', async () => {
    const journal = openJournal();
    await journal.append(1, someObservations('a', 1));
    await journal.keepOnly(async () => {
      await journal.append(2, someObservations('b', 1));
      return [2];
    });
    await journal.append(2, someObservations('c', 1));
    expect(await journal.size()).toMatchObject({ tabs: 1, records: 2 });
  });

  it('tells how much it keeps, of closed windows and private ones too', async () => {
    const disk = openDisk();
    const journal = openJournal({ disk, lookUpTab: async (tabId) => ({ isPrivate: tabId === 3 }) });
    expect(await journal.size()).toEqual({ tabs: 0, records: 0, bytes: 0 });
    await Promise.all([1, 2, 3].map((tabId) => journal.append(tabId, someObservations(`s${tabId}`, 2))));
    const { tabs, records, bytes } = await openJournal({ disk }).size();
    expect([tabs, records]).toEqual([2, 4]);
    expect(bytes).toBeGreaterThan(100);
    expect(await journal.size()).toMatchObject({ tabs: 3, records: 6 });
    await journal.clear(1);
    expect(await journal.size()).toMatchObject({ tabs: 2, records: 4 });
    await journal.keepOnly(() => []);
    expect(await journal.size()).toEqual({ tabs: 0, records: 0, bytes: 0 });
  });

  it('writes nothing of a private window to disk', async () => {
    const disk = openDisk();
    const journal = openJournal({ disk, lookUpTab: async () => ({ isPrivate: true }) });
    await journal.append(1, someObservations('a', 3));
    await journal.reject(1, 2);
    expect(textsOf((await readAll(journal, 1)).records)).toHaveLength(3);
    expect(await disk.tabIds()).toEqual([]);
    expect(await disk.loadTab(1)).toBeUndefined();
  });

  it('tells what a private window lost when the background was stopped', async () => {
    const isPrivate = { lookUpTab: async () => ({ isPrivate: true }) };
    const before = openJournal(isPrivate);
    await before.append(1, someObservations('a', 5));
    const after = openJournal(isPrivate);
    await after.append(1, [...someObservations('a', 2, 6), ...someObservations('b', 1)]);
    const { records } = await readAll(after, 1);
    expect(records).toMatchObject([
      { seq: 1, source: 'extension', kind: 'storage', phase: 'gap', count: 5 },
      { seq: 2, id: 'a:6' },
      { seq: 3, id: 'a:7' },
      { seq: 4, id: 'b:1' },
    ]);
  });

  it('writes nothing to disk of a tab it cannot look up', async () => {
    const disk = openDisk();
    await openJournal({ disk, lookUpTab: async () => undefined }).append(1, someObservations('a', 1));
    expect(await disk.tabIds()).toEqual([]);
  });

  it('adds up a flood of rejected messages without a commit for each', async () => {
    const memory = createMemoryStore();
    const commit = vi.spyOn(memory, 'commit');
    const journal = openJournal({ memory, lookUpTab: async () => ({ isPrivate: true }) });
    await Promise.all(Array.from({ length: 1000 }, () => journal.reject(1, 1)));
    expect((await journal.row(1)).rejected).toBe(1000);
    expect(commit.mock.calls.length).toBeLessThan(10);
  });

  it('stores a flood in few commits, and what comes alone at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const store = createMemoryStore();
      const commit = vi.spyOn(store, 'commit');
      const journal = openJournal({ disk: store, gatherMs: 40 });
      await journal.append(1, someObservations('a', 1));
      expect(commit).toHaveBeenCalledTimes(1);
      const rest = Array.from({ length: 50 }, (_, index) => journal.append(1, someObservations('a', 1, index + 2)));
      await vi.advanceTimersByTimeAsync(39);
      expect(commit).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(1);
      await Promise.all(rest);
      expect(commit).toHaveBeenCalledTimes(2);
      expect((await readAll(journal, 1)).records).toHaveLength(51);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a store that refuses', () => {
  it('leaves the sender without its acknowledgement, and what it sent in sight', async () => {
    const { store, refuse } = refusingStore(openDisk());
    const journal = openJournal({ disk: store });
    await journal.append(1, someObservations('a', 2));
    refuse(true);
    const heard: LogEvent[] = [];
    journal.subscribe(1, (event) => heard.push(event));
    await expect(journal.append(1, someObservations('a', 2, 3))).rejects.toThrow('refused to store');
    await expect(journal.append(1, someObservations('a', 1, 5))).rejects.toThrow('refused to store');
    const { records } = await readAll(journal, 1);
    const isNotice = ({ kind }: JournalRecord) => kind === 'storage';
    expect(records.filter((record) => !isNotice(record)).map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `a:${n}`),
    );
    expect(records.filter(isNotice)).toMatchObject([
      { phase: 'gap', message: expect.stringContaining('The disk is full') },
    ]);
    expect(heard).toHaveLength(2);
  });

  it('gets everything with the next commit it takes', async () => {
    const name = aDatabaseName();
    const { store, refuse } = refusingStore(openDisk(name));
    const journal = openJournal({ disk: store });
    refuse(true);
    await expect(journal.append(1, someObservations('a', 2))).rejects.toThrow();
    refuse(false);
    await journal.append(1, someObservations('a', 2, 2));
    const { records } = await readAll(openJournal({ disk: openDisk(name) }), 1);
    expect(records.map(({ seq, id }) => [seq, id])).toEqual([
      [1, 'a:1'],
      [2, 'a:2'],
      [3, expect.stringContaining('refused')],
      [4, 'a:3'],
    ]);
  });
});
