import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createItem, createPairing } from '@/lib/timeline/pairing';
import type { Item } from '@/lib/timeline/pairing-groups';

type Spec = { lane: string; at: number; frameId: number | undefined } & Pick<Item<number>, 'hash' | 'method' | 'body'>;

const spec: fc.Arbitrary<Spec> = fc
  .record({
    lane: fc.constantFrom('page', 'browser', 'network'),
    at: fc.nat({ max: 400 }),
    method: fc.constantFrom('a', 'b', undefined),
    body: fc.constantFrom('c', undefined),
    frameId: fc.constantFrom(0, 5, undefined),
  })
  .map((one) => ({ ...one, hash: one.method && one.body && `${one.method} ${one.body}` }));

function itemOf(one: Spec, seq: number): Item<number> {
  return createItem({ ...one, value: seq, seq, reachMs: 100 });
}

/** Groups as sorted lists of seqs, kept as a user of the pairing would: from what it says. */
function createObserved() {
  const groups = new Map<number, string>();
  const pairing = createPairing<number>({
    onGroup: (head) =>
      void groups.set(
        head.value,
        `${head.members?.map((item) => item.seq).join('+')}${head.byOrder ? ' by order' : ''}`,
      ),
    onDissolve: (head) => void groups.delete(head.value),
  });
  return { pairing, groups: () => [...groups.values()].sort() };
}

describe('pairing', () => {
  it('comes to the same groups in any order, one at a time or all at once, also after some were taken away', () => {
    const cases = fc.array(spec, { maxLength: 40, size: 'max' }).chain((specs) =>
      fc.record({
        items: fc.constant(specs),
        order: fc.shuffledSubarray([...specs.keys()], { minLength: specs.length, maxLength: specs.length }),
        gone: fc.subarray([...specs.keys()]),
      }),
    );
    fc.assert(
      fc.property(cases, ({ items, order, gone }) => {
        const once = createObserved();
        for (const [seq, one] of items.entries()) if (!gone.includes(seq)) once.pairing.add('x', itemOf(one, seq));
        once.pairing.settle();

        const stepwise = createObserved();
        const made = new Map(items.map((one, seq) => [seq, itemOf(one, seq)]));
        for (const seq of order) {
          const item = made.get(seq);
          if (item) stepwise.pairing.add('x', item);
          stepwise.pairing.settle();
        }
        for (const seq of gone) {
          const item = made.get(seq);
          if (item) stepwise.pairing.remove('x', item);
          stepwise.pairing.settle();
        }
        expect(stepwise.groups()).toEqual(once.groups());
      }),
      { numRuns: 500 },
    );
  });

  it('puts every item in one group, and one of each lane in a group', () => {
    fc.assert(
      fc.property(fc.array(spec, { maxLength: 40 }), (items) => {
        const { pairing, groups } = createObserved();
        for (const [seq, one] of items.entries()) pairing.add('x', itemOf(one, seq));
        pairing.settle();
        const members = groups().map((group) => group.replace(' by order', '').split('+').map(Number));
        expect(members.flat().sort((a, b) => a - b)).toEqual([...items.keys()]);
        for (const group of members) {
          const lanes = group.map((seq) => items[seq]?.lane);
          expect(new Set(lanes).size).toBe(lanes.length);
          for (const part of ['hash', 'method', 'body'] as const) {
            expect(new Set(group.flatMap((seq) => items[seq]?.[part] ?? [])).size).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});
