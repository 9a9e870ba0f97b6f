import { beforeEach, describe, expect, it } from 'vitest';
import { checkFromEntry } from '@/lib/expectations/check-from-entry';
import { describeCondition } from '@/lib/expectations/describe';
import { evaluate } from '@/lib/expectations/evaluate';
import { readCheck } from '@/lib/expectations/expectations-file';
import { TEMPLATES } from '@/lib/expectations/templates';
import type { Entry } from '@/lib/model/entry';
import { judge } from '@/lib/rules/judge';
import { timelineOf } from '@/lib/timeline/timeline';
import {
  aCall,
  aClick,
  aConsoleLine,
  aCookie,
  aGlobal,
  aLead,
  aNavigation,
  aNotice,
  aQueueItem,
  aRequest,
  aScript,
  resetEntries,
} from '@/test/fixtures/entries';

beforeEach(resetEntries);

function failing(templateId: string, entries: Entry[]): string[] {
  const template = TEMPLATES.find(({ id }) => id === templateId);
  if (!template) throw new Error(`No template ${templateId}`);
  const timeline = timelineOf(entries);
  return evaluate(template, timeline, judge(timeline), { over: true })
    .filter(({ state }) => state !== 'pass')
    .map(({ id }) => id);
}

const v1Flow = (): Entry[] => [
  aNavigation({ url: 'https://shop.example.com/?ref=maya-reviews' }),
  aScript(),
  aClick(),
  aCookie(),
  aLead(),
];

const v2Flow = (): Entry[] => [
  aNavigation({ url: 'https://shop.example.com/?aff=maya-reviews' }),
  aScript(),
  aClick({}, { dialect: 'v2' }),
  aCookie({ name: 'affitor_click_id' }),
  aLead({}, { dialect: 'v2' }),
];

describe('a template', () => {
  it.each(TEMPLATES.filter(({ id }) => id !== 'v2-signup-flow').map(({ id }) => id))(
    'passes on a right v1 signup: %s',
    (id) => {
      expect(failing(id, v1Flow())).toEqual([]);
    },
  );

  it.each(TEMPLATES.filter(({ id }) => id !== 'v1-signup-flow').map(({ id }) => id))(
    'passes on a right v2 signup: %s',
    (id) => {
      expect(failing(id, v2Flow())).toEqual([]);
    },
  );

  it('fails on what it is about', () => {
    expect(failing('one-lead-per-signup', [...v1Flow(), aLead()])).toEqual(['one-lead']);
    expect(failing('cookie-before-lead', [aLead(), aCookie()])).toEqual(['cookie-before-lead']);
    expect(failing('no-personal-data', [aLead({ name: 'A', phone: '1', user_id: 'a@b.co' })])).toEqual([
      'no-name',
      'no-phone',
      'id-is-no-email',
    ]);
    expect(failing('v1-signup-flow', v2Flow())).toContain('landing');
    expect(failing('v1-signup-flow', v1Flow().slice(1))).toContain('landing');
    expect(
      failing(
        'v2-signup-flow',
        v2Flow().filter(({ kind }) => kind !== 'cookie'),
      ),
    ).toContain('cookie-before-lead');
  });

  it('of what must never come passes while the recording still runs', () => {
    const template = TEMPLATES.find(({ id }) => id === 'no-personal-data');
    const timeline = timelineOf(v1Flow());
    const results = template && evaluate(template, timeline, judge(timeline), { over: false });
    expect(results?.map(({ state }) => state)).toEqual(['pass', 'pass', 'pass']);
  });

  it('reads as sentences', () => {
    for (const { checks } of TEMPLATES) {
      for (const check of checks) expect(describeCondition(check.expect)).toMatch(/^[A-Z].{10,}/);
    }
  });
});

describe('a check from an event', () => {
  const reading = { meaning: 'program-id', text: 'Program 29', tone: 'info' as const, fields: {} };

  it.each<[string, () => Entry]>([
    ['a lead’s request', () => aLead()],
    ['a lead’s call', () => aCall()],
    ['a lead in the queue', () => aQueueItem()],
    ['a call that is no lead', () => aCall({ method: 'trackTest', args: [] })],
    ['a queue item that is no lead', () => aQueueItem({ method: 'trackTest', item: ['trackTest'] })],
    ['a click', () => aClick()],
    ['another request', () => aRequest({ url: 'https://shop.example.com/api/sign.up(1)?x=1' })],
    ['a cookie', () => aCookie()],
    ['a landing', () => aNavigation({ url: 'https://shop.example.com/?ref=a' })],
    ['a page', () => aNavigation()],
    ['a script', () => aScript({ src: 'https://api.affitor.com/js/affitor-tracker.js?v=3' })],
    ['a console line', () => aConsoleLine({ reading })],
  ])('is valid, and passes where the event is and nowhere else: %s', (_, make) => {
    const entry = make();
    const check = checkFromEntry(entry);
    if (!check) throw new Error('No check was made.');
    expect(readCheck(check)).toEqual({ ok: true, check });
    const timeline = timelineOf([entry]);
    expect(evaluate({ checks: [check] }, timeline, judge(timeline))).toMatchObject([{ state: 'pass' }]);
    const empty = timelineOf([]);
    expect(evaluate({ checks: [check] }, empty, judge(empty))).toMatchObject([{ state: 'not-yet' }]);
  });

  it('passes where its event is one of several that are the same lead', () => {
    const queue = aQueueItem({ effects: ['call'] });
    const call = aCall({ id: 'call', cause: queue.id, effects: ['request'], trace: queue.id });
    const request = aLead(
      { page_url: 'https://shop.example.com/' },
      { id: 'request', cause: call.id, trace: queue.id },
    );
    const timeline = timelineOf([queue, call, request]);
    const checks = [queue, call, request].flatMap((entry) => checkFromEntry(entry) ?? []);
    expect(JSON.stringify(checks[2])).toContain('/page_url');
    expect(evaluate({ checks }, timeline, judge(timeline)).map(({ state }) => state)).toEqual(['pass', 'pass', 'pass']);
  });

  it('holds no value of the visitor', () => {
    expect(JSON.stringify(checkFromEntry(aLead()))).not.toMatch(/ada@|u_8142|cust_/);
  });

  it('has an id of its own', () => {
    const first = checkFromEntry(aLead());
    expect(first && checkFromEntry(aLead(), [first])?.id).toBe('lead-2');
  });

  it('is not offered where nothing could come again', () => {
    for (const entry of [aNotice(), aGlobal(), aConsoleLine(), aLead({}, { ours: true })]) {
      expect(checkFromEntry(entry)).toBeUndefined();
    }
  });
});
