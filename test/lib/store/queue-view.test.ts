import { beforeEach, describe, expect, it } from 'vitest';
import { queueViewOf, railOf } from '@/lib/store/queue-view';
import { aQueueItem, aScript, resetEntries } from '@/test/fixtures/entries';

describe('the queue', () => {
  beforeEach(resetEntries);

  it('tells what ran and how long it was held, what waits, and what was never read', () => {
    const { items } = queueViewOf([
      aQueueItem({ at: 1000, drainedAt: 2218 }),
      aQueueItem({ state: 'refused' }),
      aQueueItem({ state: 'waiting' }),
      aQueueItem({ state: 'waiting', afterLoad: true }),
    ]);
    expect(items.map((item) => item.outcome)).toEqual(['ran', 'refused', 'waiting', 'neverRan']);
    expect(items[0]?.heldMs).toBe(1218);
  });

  it('says nothing of itself before it was seen', () => {
    expect(queueViewOf([]).facts).toEqual([]);
  });

  it('names a look-alike, a replacement and pushes after load', () => {
    const { facts } = queueViewOf([
      aQueueItem({ state: 'misspelt', name: 'affiliateQueue' }),
      aQueueItem({ state: 'replaced' }),
      aQueueItem({ state: 'waiting', afterLoad: true }),
    ]);
    expect(facts.filter((fact) => fact.tone === 'warn').map((fact) => fact.name)).toEqual([
      'Look-alike',
      'Identity',
      'After load',
    ]);
  });

  it('is drawn to scale with zero where the tracker took over', () => {
    const entries = [
      aQueueItem({ at: 1000, drainedAt: 3000 }),
      aScript({ at: 500, loadedAt: 2990 }),
      aQueueItem({ at: 5000, state: 'waiting', afterLoad: true }),
    ];
    const rail = railOf(queueViewOf(entries), entries);
    expect(rail?.points.map(({ what, x, offsetMs }) => ({ what, x, offsetMs }))).toEqual([
      { what: 'pushed', x: 0, offsetMs: -2000 },
      { what: 'never-read', x: 1, offsetMs: 2000 },
      { what: 'loaded', x: 0.5, offsetMs: 0 },
    ]);
    expect(rail?.holds.map(({ from, to }) => [from, to])).toEqual([[0, 0.5]]);
  });

  it('does not claim that a queue which cannot be emptied was never read', () => {
    const queue = aQueueItem({ at: 1000, state: 'unreadable' });
    delete queue.itemId;
    const entries = [aQueueItem({ at: 1000, state: 'waiting' }), queue, aScript({ at: 500, loadedAt: 2990 })];
    const view = queueViewOf(entries);
    expect(view.items.map((item) => item.outcome)).toEqual(['notKnown']);
    expect(railOf(view, entries)?.points.map(({ what }) => what)).toEqual(['pushed', 'loaded']);
  });

  it('has no rail without items', () => {
    expect(railOf(queueViewOf([]), [])).toBeUndefined();
  });
});
