import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptOf, onGrowing, sameItems } from '@/lib/timeline/growing';

/** Even numbers so far, and how many items were looked at. */
function counting() {
  let looked = 0;
  const evens = onGrowing<{ value: number }, number[]>({
    start: () => [],
    copy: (state) => state.slice(),
    add(state, { value }) {
      looked += 1;
      if (value % 2 === 0) state.push(value);
    },
  });
  return { evens, looked: () => looked };
}

const numbered = (count: number) => Array.from({ length: count }, (_, value) => ({ value }));
const evensIn = (items: readonly { value: number }[]) =>
  items.map(({ value }) => value).filter((value) => value % 2 === 0);

describe('what is found in a growing list', () => {
  it('is what going through all of it finds, whatever changes', () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('grow' as const), by: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ kind: fc.constant('replace' as const), by: fc.nat(3000) }),
      fc.record({ kind: fc.constant('cut' as const), by: fc.nat(1500) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const { evens } = counting();
        let items = numbered(10);
        for (const { kind, by } of changes) {
          if (kind === 'grow') items = [...items, ...numbered(by)];
          else if (kind === 'cut') items = items.slice(0, Math.max(0, items.length - by));
          else if (items.length > 0) items = items.with(by % items.length, { value: by });
          expect(evens(items)).toEqual(evensIn(items));
        }
      }),
    );
  });

  it('is not looked for again in what was there before', () => {
    const { evens, looked } = counting();
    const items = numbered(10_000);
    evens(items);
    const before = looked();
    const longer = [...items, { value: 4 }];
    expect(evens(longer).at(-1)).toBe(4);
    expect(looked() - before).toBeLessThan(1100);
  });

  it('is not looked for at all in the very same list', () => {
    const { evens, looked } = counting();
    const items = numbered(3000);
    const found = evens(items);
    const before = looked();
    expect(evens(items)).toBe(found);
    expect(looked()).toBe(before);
  });

  it('stays as it was given when the list goes on', () => {
    const { evens } = counting();
    const items = numbered(3000);
    const found = evens(items);
    const longer = [...items, ...numbered(500)];
    evens(longer);
    evens([...longer, ...numbered(2)]);
    expect(found).toEqual(evensIn(items));
  });

  it('is those that pass', () => {
    const big = keptOf<{ value: number }>(({ value }) => value > 2);
    const items = numbered(5);
    expect(big(items)).toEqual(items.slice(3));
    expect(big([...items, { value: 9 }, { value: 1 }])).toEqual([...items.slice(3), { value: 9 }]);
  });
});

describe('the same items of two lists', () => {
  it('are those that both begin with', () => {
    const [a, b, c] = numbered(3);
    expect(sameItems([a, b, c], [a, b])).toBe(2);
    expect(sameItems([a, b], [a, c, b])).toBe(1);
    expect(sameItems([a], [b])).toBe(0);
    expect(sameItems([], [a])).toBe(0);
  });
});
