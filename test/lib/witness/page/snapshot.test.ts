import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJson } from '@/lib/model/observation-schema';
import { toJson } from '@/lib/witness/page/main/json';
import { snapshot } from '@/lib/witness/page/main/snapshot';

const retold = (value: unknown): unknown => JSON.parse(toJson(snapshot(value)));

test('plain JSON stands for itself', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(retold(value)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('anything at all becomes JSON, and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withSparseArray: true,
        withTypedArray: true,
        withBoxedValues: true,
      }),
      (value) => isJson(retold(value)),
    ),
  );
});

test.each<[string, unknown, unknown]>([
  ['undefined', undefined, { $type: 'undefined' }],
  ['NaN', Number.NaN, { $type: 'number', text: 'NaN' }],
  ['an endless number', Number.NEGATIVE_INFINITY, { $type: 'number', text: '-Infinity' }],
  ['a bigint', 2n ** 70n, { $type: 'bigint', text: '1180591620717411303424' }],
  ['a symbol', Symbol('s'), { $type: 'symbol', text: 'Symbol(s)' }],
  ['a function', function named() {}, { $type: 'function', text: 'named' }],
  ['a date', new Date(0), { $type: 'date', text: '1970-01-01T00:00:00.000Z' }],
  ['a date that is none', new Date('soon'), { $type: 'date' }],
  ['an error', new RangeError('too far'), { $type: 'error', text: 'RangeError: too far' }],
  [
    'an exception of the browser',
    new DOMException('stopped', 'AbortError'),
    { $type: 'error', text: 'AbortError: stopped' },
  ],
  ['an element', document.createElement('p'), { $type: 'node', text: 'P' }],
  ['a map', new Map([[1, 2]]), { $type: 'map' }],
  ['a promise', Promise.resolve(), { $type: 'promise' }],
  [
    'a class’s object',
    new (class Lead {
      email = 'a@b.co';
    })(),
    { email: 'a@b.co' },
  ],
  ['a hole', Object.assign([1], { 2: 3 }), [1, null, 3]],
  ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ['keys that look like ours', { $type: 'lead', $$type: 1 }, { $$type: 'lead', $$$type: 1 }],
  ['a setter', { set only(_value: unknown) {} }, { only: { $type: 'undefined' } }],
])('%s is told as what it is', (_name, value, expected) => {
  expect(retold(value)).toEqual(expected);
});

test('a key called __proto__ is a key', () => {
  const told = retold(JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}')) as object;
  expect(Object.keys(told)).toEqual(['__proto__', 'constructor']);
  expect(Reflect.get(Object.prototype, 'admin')).toBeUndefined();
});

test('a cycle is named where it closes, and what is only there twice is told twice', () => {
  const shared = { a: 1 };
  const cycle: Record<string, unknown> = { first: shared, second: shared };
  cycle.self = cycle;
  expect(retold(cycle)).toEqual({ first: { a: 1 }, second: { a: 1 }, self: { $type: 'cycle' } });
});

test('no getter runs, and no trap’s error comes through', () => {
  let runs = 0;
  const value = {
    get thrown() {
      runs++;
      throw new Error('ran');
    },
    revoked: (() => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    })(),
    trap: new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('trap');
        },
        ownKeys: () => ['a'],
      },
    ),
  };
  expect(retold(value)).toEqual({
    thrown: { $type: 'getter' },
    revoked: { $type: 'unreadable' },
    trap: { $type: 'unreadable' },
  });
  expect(runs).toBe(0);
});

test('deep nesting, many members and long texts are cut, and say so', () => {
  let deep: unknown = 'bottom';
  for (let level = 0; level < 10_000; level++) deep = { deep };
  expect(JSON.stringify(retold(deep))).toContain('truncated');
  const wide = retold(Array.from({ length: 1_000_000 }, () => ({}))) as unknown[];
  expect(wide.length).toBeLessThan(3_000);
  expect(wide.at(-1)).toEqual({ $type: 'truncated' });
  expect(retold('x'.repeat(1_000_000))).toMatchObject({ $type: 'truncated', text: 'x'.repeat(16 * 1024) });
});

test('a list that never ends its members is not asked for more than fits', () => {
  const endless = new Proxy([], {
    ownKeys: () => Array.from({ length: 100_000 }, (_, index) => `${index}`).concat('length'),
    getOwnPropertyDescriptor: (_target, key) =>
      key === 'length'
        ? { value: 0, writable: true, enumerable: false, configurable: false }
        : { value: {}, writable: true, enumerable: true, configurable: true },
  });
  expect((retold(endless) as unknown[]).length).toBeLessThan(3_000);
});
