import { describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import { contextOf } from '@/lib/rules/context';
import { firstSteps, isComplete, stepsOf } from '@/lib/site-test/steps';
import { coverageOf } from '@/lib/timeline/coverage';
import { timelineOf } from '@/lib/timeline/timeline';
import {
  aCall,
  aClick,
  aCookie,
  aLead,
  aNavigation,
  answered,
  aQueueItem,
  aRequest,
  aScript,
  aTestEvent,
  failed,
} from '@/test/fixtures/entries';

const LANDING = 'https://shop.example.com/?ref=maya-reviews';

function stepsAfter(entries: Entry[], isOver = false) {
  const timeline = timelineOf(entries);
  const now = Math.max(0, ...entries.map(({ at }) => at)) + 100;
  return stepsOf(contextOf(timeline, coverageOf(timeline), isOver ? {} : { now }), isOver);
}

/** `click passed` and its text, of one step. */
function judged(name: string, entries: Entry[], isOver = false): [string, string] {
  const found = stepsAfter(entries, isOver).find((step) => step.name === name);
  return [found?.state ?? '', found?.text ?? ''];
}

const landing = () => [aNavigation({ url: LANDING }), aScript({ documentUrl: LANDING })];
const clicked = () => [...landing(), aClick(), aCookie({ documentUrl: LANDING })];

describe('the steps of a test', () => {
  it('all wait at first', () => {
    expect(firstSteps().every(({ state }) => state === 'waiting')).toBe(true);
    expect(stepsAfter([aNavigation({ url: LANDING })]).every(({ state }) => state === 'waiting')).toBe(true);
  });

  it('all pass for a signup that is recorded', () => {
    const queue = aQueueItem();
    const steps = stepsAfter([...clicked(), queue, aCall({ cause: queue.id }), aLead()]);
    expect(steps.filter(({ state }) => state === 'failed' || state === 'waiting')).toEqual([]);
    expect(isComplete(steps)).toBe(true);
  });

  it.each([
    [
      'script',
      'failed',
      () => [aNavigation(), aScript({ state: 'failed', message: 'Blocked by the browser' })],
      'Blocked',
    ],
    ['script', 'failed', () => [aNavigation(), aScript({ state: 'inert' })], 'no browser runs'],
    ['script', 'waiting', () => [aNavigation(), aScript({ state: 'found' })], 'loads'],
    ['script', 'waiting', () => [aNavigation()], 'No tracker seen yet'],
    ['script', 'waiting', () => [aNavigation({ status: 200 })], 'No tracker seen yet'],
    ['script', 'failed', () => [aNavigation({ status: 404 })], 'answered with status 404'],
    ['script', 'waiting', () => [aNavigation({ navigationCause: 'unload' })], 'The page is not open yet'],
    ['click', 'passed', () => clicked(), 'Recorded'],
    ['click', 'waiting', () => [...landing(), aClick({}, { outcome: { kind: 'pending' } })], 'On its way'],
    [
      'click',
      'failed',
      () => [...landing(), aClick({}, { outcome: answered(1, 400, { error: 'Referral link not found' }) })],
      'Status 400 Referral link not found',
    ],
    ['cookie', 'passed', () => clicked(), 'customer_code'],
    ['cookie', 'failed', () => [...landing(), aClick(), aCookie({ action: 'refused' })], 'refused'],
    ['queue', 'failed', () => [...clicked(), aQueueItem({ state: 'misspelt' })], 'does not read'],
    ['queue', 'failed', () => [...clicked(), aQueueItem({ state: 'waiting', afterLoad: true })], 'after the tracker'],
    ['queue', 'skipped', () => [...clicked(), aCall()], 'Not used'],
    ['lead', 'waiting', () => [...clicked(), aCall()], 'nothing sent yet'],
    ['lead', 'passed', () => [...clicked(), aLead()], 'with a user id'],
    ['lead', 'warned', () => [...clicked(), aLead({ user_id: undefined })], 'user_id'],
    ['response', 'passed', () => [...clicked(), aLead()], 'status 200'],
    ['response', 'waiting', () => [...clicked(), aLead({}, { outcome: { kind: 'pending' } })], 'On its way'],
    ['response', 'failed', () => [...clicked(), aLead({}, { outcome: failed(1, 'cors', 'No CORS header') })], 'CORS'],
    ['response', 'warned', () => [...clicked(), aTestEvent(), aLead({ additional_data: { test_mode: true } })], 'test'],
  ] as [string, string, () => Entry[], string][])('%s is %s', (name, state, entries, words) => {
    const [seen, text] = judged(name, entries());
    expect([seen, text]).toEqual([state, expect.stringContaining(words)]);
  });

  it.each([
    ['script', 'failed', () => [aNavigation()], 'No tracker'],
    ['click', 'failed', () => landing(), 'no click'],
    ['cookie', 'failed', () => [...landing(), aClick()], 'No customer cookie'],
    ['queue', 'skipped', () => clicked(), 'Not used'],
    ['lead', 'failed', () => clicked(), 'No signup'],
    ['response', 'skipped', () => clicked(), 'Nothing was sent'],
    ['response', 'failed', () => [...clicked(), aLead({}, { outcome: { kind: 'pending' } })], 'no answer'],
  ] as [string, string, () => Entry[], string][])('%s is %s once the test is over', (name, state, entries, words) => {
    const [seen, text] = judged(name, entries(), true);
    expect([seen, text]).toEqual([state, expect.stringContaining(words)]);
  });

  it('leave the lead to a server that was given the customer', () => {
    const signup = (cookie: string) =>
      aRequest({
        url: 'https://shop.example.com/api/signup',
        headers: [['cookie', cookie]],
        witnesses: ['browser'],
        carrier: 'fetch',
      });
    expect(judged('lead', [...clicked(), signup('customer_code=x')], true)[0]).toBe('skipped');
    expect(judged('lead', [...clicked(), signup('sid=x')], true)[0]).toBe('failed');
  });

  it('do not end a test before the signup was answered', () => {
    expect(isComplete(stepsAfter(clicked()))).toBe(false);
    expect(isComplete(stepsAfter([...clicked(), aLead({}, { outcome: { kind: 'pending' } })]))).toBe(false);
    expect(isComplete(stepsAfter([...clicked(), aLead({}, { outcome: failed(1, 'offline', 'Offline') })]))).toBe(true);
  });
});
