import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/expectations/evaluate';
import type { CheckState, Condition } from '@/lib/expectations/expectations';
import type { Entry } from '@/lib/model/entry';
import type { Finding } from '@/lib/model/judgement';
import { timelineOf } from '@/lib/timeline/timeline';
import {
  aCall,
  aClick,
  aConsoleLine,
  aCookie,
  aLead,
  aNavigation,
  answered,
  aQueueItem,
  aScript,
  CLICK_ID,
  resetEntries,
} from '@/test/fixtures/entries';
import { aJudgement } from '@/test/fixtures/sessions';

beforeEach(resetEntries);

const LANDING = 'https://shop.example.com/?ref=maya-reviews';

function resultOf(expectation: Condition, entries: Entry[], options: { over?: boolean; now?: number } = {}) {
  const checks = [{ id: 'c', title: 'It is so', expect: expectation }];
  const [result] = evaluate({ checks }, timelineOf(entries), aJudgement({ findings: FINDINGS }), options);
  if (!result) throw new Error('A check has one result.');
  return result;
}

const FINDINGS: Finding[] = [
  {
    rule: 'lead-email-missing',
    severity: 'warning',
    title: 'No e-mail',
    explanation: '',
    evidence: [{ entryId: 'e1', number: 1, text: 'The lead' }],
  },
];

const stateOf = (expectation: Condition, entries: Entry[], options?: { over?: boolean; now?: number }): CheckState =>
  resultOf(expectation, entries, options).state;

const lead = { event: 'lead' } as const;
const click = { event: 'click' } as const;

it('shows an event once, however many conditions of the check rest on it', () => {
  const once = { count: { of: lead, exactly: 1 } };
  const { evidence } = resultOf({ all: [once, { all: [once, { count: { of: click, atLeast: 1 } }] }] }, [
    aClick(),
    aLead(),
  ]);
  expect(evidence.map(({ entryId }) => entryId)).toEqual(['e2', 'e1']);
});

describe('what passes because nothing came', () => {
  const absences: [string, Condition][] = [
    ['never', { never: lead }],
    ['a count with a limit only', { count: { of: lead, atMost: 1 } }],
    ['no such finding', { finding: { rule: 'queue-*' } }],
    ['a part of all', { all: [{ count: { of: click, atLeast: 1 } }, { never: lead }] }],
    ['one of any', { any: [{ count: { of: lead, atLeast: 1 } }, { never: lead }] }],
  ];

  it.each(absences)('does so only so far while the recording goes on: %s', (_, condition) => {
    expect(resultOf(condition, [aClick()])).toMatchObject({ state: 'pass', soFar: true });
    expect(resultOf(condition, [aClick()], { over: true }).soFar).toBeUndefined();
  });

  it.each<[string, Condition]>([
    ['what came', { count: { of: click, atLeast: 1 } }],
    ['a failure', { never: click }],
    ['a part that failed', { all: [{ never: click }, { never: lead }] }],
  ])('is told apart from %s', (_, condition) => {
    expect(resultOf(condition, [aClick()]).soFar).toBeUndefined();
  });
});

describe('count', () => {
  it.each<[object, number, CheckState, CheckState]>([
    [{ exactly: 1 }, 0, 'not-yet', 'fail'],
    [{ exactly: 1 }, 1, 'pass', 'pass'],
    [{ exactly: 1 }, 2, 'fail', 'fail'],
    [{ atLeast: 2 }, 1, 'not-yet', 'fail'],
    [{ atLeast: 2 }, 3, 'pass', 'pass'],
    [{ atMost: 1 }, 0, 'pass', 'pass'],
    [{ atMost: 1 }, 2, 'fail', 'fail'],
    [{ atLeast: 1, atMost: 2 }, 2, 'pass', 'pass'],
    [{ exactly: 0 }, 0, 'pass', 'pass'],
  ])('%j of %d leads: live %s, at the end %s', (bounds, count, live, atEnd) => {
    const leads = Array.from({ length: count }, () => aLead());
    const expectation = { count: { of: lead, ...bounds } };
    expect(stateOf(expectation, leads)).toBe(live);
    expect(stateOf(expectation, leads, { over: true })).toBe(atEnd);
  });

  it('counts a lead once that queue, call and request carried', () => {
    const item = aQueueItem({ id: 'q' });
    const call = aCall({ id: 'c', cause: 'q', effects: ['r'] });
    const request = aLead({}, { id: 'r', cause: 'c' });
    const entries = [{ ...item, effects: ['c'] }, call, request];
    expect(stateOf({ count: { of: lead, exactly: 1 } }, entries)).toBe('pass');
    expect(stateOf({ count: { of: { event: 'queue' }, exactly: 1 } }, entries)).toBe('pass');
  });

  it('does not count what the user did through the panel', () => {
    expect(stateOf({ count: { of: lead, exactly: 1 } }, [aLead(), aLead({}, { ours: true })])).toBe('pass');
  });

  it('shows what came, as evidence and progress', () => {
    const result = resultOf({ count: { of: lead, exactly: 2 } }, [aLead()]);
    expect(result).toMatchObject({
      expected: 'Exactly 2 leads',
      received: '1 lead came',
      progress: { done: 1, of: 2 },
      evidence: [{ entryId: 'e1', number: 1 }],
    });
  });
});

describe('never', () => {
  it('passes until it comes', () => {
    const expectation: Condition = { never: { event: 'lead', where: [{ at: '/name', exists: true }] } };
    expect(stateOf(expectation, [aLead()])).toBe('pass');
    expect(stateOf(expectation, [aLead(), aLead({ name: 'Ada' })])).toBe('fail');
  });
});

describe('order', () => {
  const order: Condition = { order: [{ event: 'cookie', name: 'customer_code' }, lead] };

  it('holds when the first of each comes in order', () => {
    expect(stateOf(order, [aCookie(), aLead()])).toBe('pass');
    expect(stateOf(order, [aLead(), aCookie()])).toBe('fail');
    expect(stateOf(order, [aLead()])).toBe('fail');
    expect(stateOf(order, [aCookie()])).toBe('not-yet');
    expect(stateOf(order, [aCookie()], { over: true })).toBe('fail');
    expect(stateOf(order, [])).toBe('not-yet');
  });

  it('takes a cause for the earlier one within a millisecond, whoever told of it first', () => {
    const call = aCall({ at: 1000, number: 7 });
    const request = aLead({}, { at: 1000, number: 6 });
    const called: Condition = { order: [{ event: 'call' }, { event: 'request' }] };
    expect(stateOf(called, [request, call])).toBe('fail');
    expect(
      stateOf(called, [
        { ...request, cause: call.id },
        { ...call, effects: [request.id] },
      ]),
    ).toBe('pass');
  });

  it('may have to be quick', () => {
    const entries = [aCookie({ at: 1000 }), aLead({}, { at: 3000 })];
    expect(stateOf({ ...order, withinMs: 2000 }, entries)).toBe('pass');
    expect(stateOf({ ...order, withinMs: 1999 }, entries)).toBe('fail');
    expect(resultOf(order, entries).received).toBe('They came in this order, within 2.00 s');
  });
});

describe('within', () => {
  const expectation: Condition = { within: { from: { event: 'landing' }, to: click, ms: 5000 } };
  const landing = () => aNavigation({ url: LANDING, at: 1000 });

  it('waits for the time to pass, and no longer', () => {
    expect(stateOf(expectation, [])).toBe('not-yet');
    expect(stateOf(expectation, [landing(), aClick({}, { at: 6000 })])).toBe('pass');
    expect(stateOf(expectation, [landing()], { now: 5000 })).toBe('not-yet');
    expect(stateOf(expectation, [landing()], { now: 6001 })).toBe('fail');
    expect(stateOf(expectation, [landing()], { over: true })).toBe('fail');
    expect(stateOf(expectation, [landing(), aClick({}, { at: 6001 })])).toBe('fail');
  });
});

describe('every', () => {
  const expectation: Condition = { every: { of: lead, has: [{ at: '/user_id', type: 'string' }] } };

  it('needs one at least, and all of them so', () => {
    expect(stateOf(expectation, [])).toBe('not-yet');
    expect(resultOf(expectation, [aLead()])).toMatchObject({ state: 'pass', received: 'It is so' });
    const result = resultOf(expectation, [aLead(), aLead({ user_id: 7 })]);
    expect(result.state).toBe('fail');
    expect(result.received).toBe('In #3 it is not so that `user_id` is of type string: it is 7');
    expect(result.evidence).toMatchObject([{ number: 3, pointer: '/user_id' }]);
  });
});

describe('verdict and finding', () => {
  it('look at the judgement', () => {
    expect(stateOf({ verdict: 'attributed' }, [])).toBe('pass');
    expect(stateOf({ verdict: ['lost', 'at-risk'] }, [])).toBe('fail');
    expect(stateOf({ finding: { rule: 'lead-*' } }, [])).toBe('fail');
    expect(stateOf({ finding: { rule: 'lead-*', severity: 'error' } }, [])).toBe('pass');
    expect(stateOf({ finding: { rule: 'lead-email-missing', present: true } }, [])).toBe('pass');
    expect(stateOf({ finding: { rule: 'cookie-*', present: true } }, [])).toBe('not-yet');
  });

  it('wait while the verdict may still come', () => {
    const judgement = aJudgement();
    judgement.verdict.value = 'pending';
    const checks = [{ id: 'c', title: 't', expect: { verdict: 'attributed' } as const }];
    expect(evaluate({ checks }, timelineOf([]), judgement)[0]?.state).toBe('not-yet');
    expect(evaluate({ checks }, timelineOf([]), judgement, { over: true })[0]?.state).toBe('fail');
  });
});

describe('all, any, not', () => {
  const yes: Condition = { never: lead };
  const no: Condition = { never: click };
  const open: Condition = { count: { of: { event: 'sale' }, atLeast: 1 } };
  const entries = () => [aClick()];

  it.each<[Condition, CheckState]>([
    [{ all: [yes, yes] }, 'pass'],
    [{ all: [yes, open] }, 'not-yet'],
    [{ all: [open, no] }, 'fail'],
    [{ any: [no, yes] }, 'pass'],
    [{ any: [no, open] }, 'not-yet'],
    [{ any: [no, no] }, 'fail'],
    [{ not: no }, 'pass'],
    [{ not: yes }, 'fail'],
    [{ not: open }, 'not-yet'],
  ])('%j is %s', (expectation, state) => {
    expect(stateOf(expectation, entries())).toBe(state);
  });

  it('are told in one sentence', () => {
    const every: Condition = { every: { of: click, has: [] } };
    expect(resultOf({ all: [every, every] }, entries()).received).toBe('It is so; it is so');
    expect(resultOf({ any: [no, no] }, entries()).received).toBe('1 click came; 1 click came');
  });

  it('leaves nothing open at the end', () => {
    const leaf = fc.constantFrom(
      yes,
      no,
      open,
      { order: [click, lead] } as Condition,
      { every: { of: lead, has: [] } } as Condition,
    );
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('tree').map((not) => ({ not })),
      ),
    }));
    fc.assert(
      fc.property(tree, (expectation) => {
        expect(stateOf(expectation, entries(), { over: true })).not.toBe('not-yet');
        expect(stateOf({ not: { not: expectation } }, entries())).toBe(stateOf(expectation, entries()));
      }),
    );
  });
});

describe('a selector', () => {
  const count = (of: Extract<Condition, { count: unknown }>['count']['of'], entries: Entry[]) =>
    Number(/^(\d+)/.exec(resultOf({ count: { of, atLeast: 0 } }, entries).received)?.[1] ?? 0);

  it('takes events by name, state, dialect and filter', () => {
    expect(count({ event: 'cookie', name: ['customer_code', 'x'] }, [aCookie(), aCookie({ name: 'y' })])).toBe(1);
    expect(count({ event: 'cookie', state: 'set' }, [aCookie(), aCookie({ action: 'removed' })])).toBe(1);
    expect(count({ event: 'lead', state: ['accepted'] }, [aLead(), aLead({}, { outcome: answered(0, 500) })])).toBe(1);
    expect(count({ event: 'lead', dialect: 'v2' }, [aLead(), aLead({}, { dialect: 'v2' })])).toBe(1);
    expect(
      count({ event: 'request', filter: 'status:>=400' }, [aLead(), aLead({}, { outcome: answered(0, 500) })]),
    ).toBe(1);
    expect(count({ event: 'call', name: 'track*' }, [aCall(), aCall({ method: 'signup' })])).toBe(1);
    expect(count({ event: 'script', name: '*affitor-tracker.js', state: 'loaded' }, [aScript()])).toBe(1);
    expect(count({ event: 'landing', name: 'ref' }, [aNavigation(), aNavigation({ url: LANDING })])).toBe(1);
    const left = aNavigation({ url: LANDING, navigationCause: 'unload' });
    expect(count({ event: 'landing', name: 'ref' }, [aNavigation({ url: LANDING }), left])).toBe(1);
    const reading = { meaning: 'program-id', text: '', tone: 'info' as const, fields: {} };
    expect(count({ event: 'console', name: 'program-id' }, [aConsoleLine({ reading }), aConsoleLine()])).toBe(1);
  });

  it('looks into what was sent, what was answered, and the facts', () => {
    const entries = [aClick(), aLead({ additional_data: { plan: 'pro', seats: [1, 2] } })];
    const of = (at: string, rest: object) => count({ event: 'lead', where: [{ at, ...rest }] }, entries);
    expect(of('/additional_data/plan', { equals: 'pro' })).toBe(1);
    expect(of('/additional_data/seats/1', { equals: 2 })).toBe(1);
    expect(of('/additional_data', { equals: { seats: [1, 2], plan: 'pro' } })).toBe(1);
    expect(of('/additional_data', { equals: { plan: 'pro' } })).toBe(0);
    expect(of('/customer_code', { matches: '^cust_29_' })).toBe(1);
    expect(of('/customer_code', { oneOf: ['x', CLICK_ID] })).toBe(1);
    expect(of('/name', { exists: false })).toBe(1);
    expect(of('/constructor', { exists: true })).toBe(0);
    expect(of('/success', { in: 'reply', equals: true })).toBe(1);
    expect(of('/status', { in: 'event', equals: 200, type: 'number' })).toBe(1);
  });
});
