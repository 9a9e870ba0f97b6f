import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonPath, scanJson } from '@/lib/mock/ledger/json-scan';
import { readWorld, writeWorld } from '@/lib/mock/ledger/read-world';
import { seedWorld } from '@/lib/mock/ledger/seed';

describe('scanning JSON', () => {
  it.each([
    ['{', 'line 1, column 2'],
    ['[1,]', 'line 1, column 4'],
    ['{"a" 1}', 'line 1, column 6'],
    ['{"a": 1 "b": 2}', 'line 1, column 9'],
    ['{\n  a: 1\n}', 'line 2, column 3'],
    ['[1] 2', 'line 1, column 5'],
    ['"no end', 'line 1, column 1'],
    ['"tab\there"', 'line 1, column 1'],
    ['01', 'line 1, column 2'],
    ['', 'line 1, column 1'],
  ])('finds what is wrong with %j', (text, place) => {
    const scan = scanJson(text);
    expect(scan.kind).toBe('fault');
    expect(`line ${scan.at.line}, column ${scan.at.column}`).toBe(place);
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const almostJson = fc
      .json()
      .chain((text) =>
        fc
          .tuple(fc.nat(text.length), fc.nat(3), fc.constantFrom('', ',', '"', '{', ']', 'x', '\\', '1'))
          .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut)),
      );
    fc.assert(
      fc.property(fc.oneof(fc.json(), almostJson, fc.string()), (text) => {
        expect(scanJson(text).kind === 'found', text).toBe(parses(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the value at any path', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.array(fc.nat(), { maxLength: 4 }), (value, steps) => {
        const { path, at: expected } = walk(value, steps);
        const text = JSON.stringify(value, null, 2);
        const { at } = scanJson(text, path);
        const lines = text.split('\n');
        const rest = [lines[at.line - 1]?.slice(at.column - 1), ...lines.slice(at.line)].join('\n');
        const shown = JSON.stringify(expected, null, 2).split('\n')[0] ?? '';
        expect(rest.startsWith(shown)).toBe(true);
      }),
    );
  });

  it('gives up on text that is nested beyond reason', () => {
    expect(scanJson('['.repeat(100_000))).toMatchObject({ kind: 'fault', message: 'Nested too deeply' });
  });
});

describe('reading a world', () => {
  it('gets back what was written', () => {
    expect(readWorld(writeWorld(seedWorld()))).toEqual({ ok: true, world: seedWorld() });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readWorld(text)).toMatchObject({ ok: false, message: expect.stringMatching(/^line \d+, column \d+/) });
      }),
    );
  });

  it.each([
    ['programs', 0, 'id', 0],
    ['programs', 0, 'commission_percent', 101],
    ['programs', 1, 'token', ''],
    ['partners', 0, 'id', null],
    ['links', 2, 'code', 5],
    ['links', 0, 'state', 'on'],
  ] as const)('names the place of a wrong value at %s/%d/%s', (table, index, field, value) => {
    const world = seedWorld();
    Reflect.set(world[table][index] ?? {}, field, value);
    const text = writeWorld(world);
    const read = readWorld(text);
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining(`/${table}/${index}/${field}`) });
    const line = Number(/line (\d+)/.exec(read.ok ? '' : read.message)?.[1]);
    expect(text.split('\n')[line - 1]).toContain(`"${field}": ${JSON.stringify(value)}`);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Follows each step, wrapped to what is there, as deep as the value goes. */
function walk(value: unknown, steps: number[]): { path: JsonPath; at: unknown } {
  const path: JsonPath = [];
  let at = value;
  for (const step of steps) {
    if (at === null || typeof at !== 'object') break;
    // A later key of the same name wins in JSON.parse, but JSON.stringify never writes one twice.
    const keys: (string | number)[] = Array.isArray(at) ? at.map((_, index) => index) : Object.keys(at);
    const key = keys[step % keys.length];
    if (key === undefined) break;
    path.push(key);
    at = Reflect.get(at, key);
  }
  return { path, at };
}
