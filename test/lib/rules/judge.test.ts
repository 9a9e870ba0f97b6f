import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { judge } from '@/lib/rules/judge';
import { RULES } from '@/lib/rules/registry';
import { timelineOf } from '@/lib/timeline/timeline';
import { answered, aRequest } from '@/test/fixtures/entries';
import { ALL_CASES } from './cases/all';
import { journey, journeyParts } from './journey';
import { judgeEntries } from './support';

const recordings: Entry[][] = Object.values(ALL_CASES).flatMap((cases) => [
  ...Object.values(cases.valid).map((given) => (Array.isArray(given) ? given : given.entries)),
  ...Object.values(cases.invalid).map((given) => given.entries),
]);

/** Entries of two recordings, some taken out, each with an id of its own. */
const mixed = fc
  .tuple(fc.constantFrom(...recordings), fc.constantFrom(...recordings), fc.array(fc.boolean(), { maxLength: 40 }))
  .map(([one, other, kept]) =>
    [...one, ...other]
      .filter((_, index) => kept[index] ?? true)
      .map((entry, index) => ({ ...entry, id: `m${index}`, number: index + 1, trace: `m${index}`, effects: [] })),
  );

describe('whatever a recording holds', () => {
  test('judging ends, and a consequence names a cause that is there', () => {
    fc.assert(
      fc.property(mixed, (entries) => {
        const { findings, verdict } = judge(timelineOf(entries));
        const roots = findings.filter((finding) => finding.because === undefined).map((finding) => finding.rule);
        for (const finding of findings) {
          expect(RULES.map((rule) => rule.id)).toContain(finding.rule);
          if (finding.because !== undefined) expect(roots).toContain(finding.because);
          for (const { entryId } of finding.evidence) expect(entries.some((entry) => entry.id === entryId)).toBe(true);
        }
        expect(verdict.cause).not.toBe('');
      }),
    );
  });

  test('a page may hand over anything', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (first, second) => {
        const args = [first, second] as Json[];
        const entries = journey({
          call: { args },
          pageGlobal: { state: { programId: args[0] ?? null, debugMode: args[1] ?? null } },
        });
        expect(judgeEntries(entries).verdict.value).toBeDefined();
      }),
    );
  });
});

test('without a landing the whole recording is judged', () => {
  const judgement = judgeEntries(journey({ landing: { url: 'https://shop.example.com/' } }));
  expect(judgement.verdict.value).toBe('attributed');
  expect(judgement.tracker.landingParameter).toBeUndefined();
});

test('the tracker card tells what is installed', () => {
  const at = journeyParts().page.at;
  const pageScript = { attributes: { 'data-affitor-program-id': '29', async: '' }, at: at + 10, loadedAt: at + 1430.4 };
  expect(judgeEntries(journey({ pageScript })).tracker).toEqual({
    dialect: 'v1',
    programId: '29',
    debug: { on: false, source: 'as `affitor.debugMode` says' },
    scriptUrl: 'https://api.affitor.com/js/affitor-tracker.js',
    placement: 'in <head>, async',
    environment: 'production',
    loadedAfterMs: 1430,
    landingParameter: '?ref=maya-reviews',
    clickId: 'cust_29_1760000000000',
  });
});

describe('the funnel', () => {
  const stages = (entries: Entry[]) => judgeEntries(entries).funnel.stages.map((stage) => stage.state);

  test('tells each stage, with what joins them', () => {
    const { stages: shown, links } = judgeEntries(journey()).funnel;
    expect(shown.map(({ name, label, detail }) => `${name} ${label}: ${detail}`)).toEqual([
      'click recorded: Partner maya-reviews',
      'lead recorded: u_8142',
      'sale not seen here: Sent by your server',
    ]);
    expect(links).toEqual([
      ['cookie held', '4 s'],
      ['matched by', 'user_id'],
    ]);
  });

  test('does not say that a cookie was held for no time', () => {
    const entries = journey();
    const start = entries[0]?.at ?? 0;
    const soon = entries.map((entry) => ({ ...entry, at: start + (entry.at - start) / 100 }));
    expect(judgeEntries(soon).funnel.links[0]).toEqual(['cookie held', 'under 1 s']);
  });

  test('says which of it the mock answered, and what the user sent again', () => {
    const entries = journey({ request: { routed: true } });
    const at = (entries.at(-1)?.at ?? 0) + 1000;
    const sale = aRequest({
      at,
      endpoint: { name: 'sale', dialect: 'v2', assumed: false },
      outcome: answered(at, 200, { success: true, sale_id: 1 }),
      ours: true,
    });
    expect(judgeEntries([...entries, sale]).funnel.stages.map(({ detail }) => detail)).toEqual([
      'Partner maya-reviews',
      'u_8142, answered by the mock',
      'Sale 1, sent again by you',
    ]);
  });

  test('shows what is missing, failed, on its way and only a test', () => {
    expect(stages(journey({ click: null, cookie: null, call: null, request: null }))).toEqual([
      'missing',
      'missing',
      'not-seen-here',
    ]);
    expect(stages(journey({ request: { outcome: { kind: 'pending' } } }))[1]).toBe('pending');
    expect(
      stages(journey({ request: { outcome: { kind: 'failed', reason: 'offline', message: '', endedAt: 0 } } }))[1],
    ).toBe('failed');
    expect(stages(journey({ lead: { additional_data: { test_mode: true } } }))[1]).toBe('test');
  });

  test('names the id by the word of its dialect', () => {
    expect(judgeEntries(journey({ dialect: 'v2' })).funnel.links[1]).toEqual(['matched by', 'customer_key']);
    // What is to come lacks nothing yet.
    expect(judgeEntries(journey({ call: null, request: null })).funnel.links[1]).toEqual(['matched by', 'user_id']);
  });
});
