import { describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import { leadsOf, leadWith } from '@/lib/timeline/leads';
import { timelineOf } from '@/lib/timeline/timeline';
import { aCall, aClick, aLead, answered, aQueueItem, aTestEvent, failed } from '@/test/fixtures/entries';

const AT = 1_760_000_000_000;

function only(...entries: Entry[]) {
  const leads = leadsOf(timelineOf(entries));
  expect(leads).toHaveLength(1);
  return leads[0];
}

/** A queue item, its call and its request, joined as the fold joins them. */
function journey(makeRequest = aLead) {
  const queue = aQueueItem({ effects: ['call'] });
  const call = aCall({ id: 'call', cause: queue.id, effects: ['request'], trace: queue.id });
  return [queue, call, makeRequest({}, { id: 'request', cause: call.id, trace: queue.id })] as const;
}

/** As it stands before its cause is known. */
const aloneOf = <E extends Entry>({ cause: _, ...entry }: E) => entry;

describe('leadsOf', () => {
  it('counts a lead once, from the push to the request', () => {
    const [queue, call, request] = journey();
    const lead = only(queue, call, request);
    expect(lead).toMatchObject({
      id: queue.id,
      carrier: 'queue',
      state: 'accepted',
      method: 'trackLead',
      mode: 'browser',
    });
    expect(lead).toMatchObject({ queue, call, request });
    expect(lead?.payload).toEqual({ email: 'ada@example.org', user_id: 'u_8142' });
    expect(lead?.sent).toMatchObject({ customer_code: expect.any(String) });
  });

  it('counts calls and requests that stand alone, and nothing else', () => {
    const leads = leadsOf(timelineOf([aCall(), aLead(), aClick(), aCall({ method: 'trackTest' }), aTestEvent()]));
    expect(leads.map(({ carrier, state }) => [carrier, state])).toEqual([
      ['call', 'called'],
      ['request', 'accepted'],
    ]);
  });

  it('counts no replay, of which it still tells what was sent', () => {
    const [queue, call, request] = journey();
    const replay = aLead({ user_id: 'u_again' }, { ours: true, witnesses: ['extension'] });
    const timeline = timelineOf([queue, call, request, replay]);
    expect(leadsOf(timeline).map(({ id }) => id)).toEqual([queue.id]);
    expect(leadWith(timeline, request)?.id).toBe(queue.id);
    expect(leadWith(timeline, replay)?.payload).toMatchObject({ user_id: 'u_again' });
  });

  it('reads the payload of signup as its fields', () => {
    const lead = only(aCall({ method: 'signup', args: ['u_1', 'ada@example.org'], dialect: 'v2' }));
    expect(lead?.payload).toEqual({ customer_key: 'u_1', email: 'ada@example.org' });
  });

  it('tells how far a lead came', () => {
    expect(only(aQueueItem({ state: 'waiting' }))?.state).toBe('waiting');
    expect(only(aQueueItem({ state: 'refused' }))?.state).toBe('refused');
    expect(only(aQueueItem())?.state).toBe('called');
    expect(only(aCall({ outcome: { kind: 'threw', endedAt: AT } }))?.state).toBe('refused');
    expect(only(aLead({}, { outcome: { kind: 'pending' } }))?.state).toBe('sent');
    expect(only(aLead({}, { outcome: failed(AT, 'navigation') }))?.state).toBe('failed');
    expect(only(aLead({}, { outcome: answered(AT, 404, { error: 'Customer not found' }) }))?.state).toBe('rejected');
    expect(only(aLead({}, { outcome: answered(AT, 200, { success: false }) }))?.state).toBe('rejected');
    expect(only(aLead({}, { outcome: answered(AT, 200, { success: true, provisional: true }) }))?.state).toBe(
      'provisional',
    );
    expect(only(aLead({ additional_data: { test_mode: true } }))?.state).toBe('test');
  });

  it('takes the test event that debug mode sends in a lead’s place', () => {
    expect(only(...journey(aTestEvent))).toMatchObject({ state: 'test', carrier: 'queue' });
  });

  it('takes a request with a token for a server’s', () => {
    expect(only(aLead({}, { headers: [['Authorization', 'Bearer affitor_x']] }))?.mode).toBe('server');
  });

  it('tells a lead anew when a part of it changes, though later leads are as they were', () => {
    const [queue, call, request] = journey();
    const between = aCall({ at: queue.at + 1 });
    const entries = [queue, between, call, request];
    const [first, second] = leadsOf(timelineOf(entries));
    const lost = { ...request, outcome: failed(AT, 'navigation') };
    const [again, same] = leadsOf(timelineOf([queue, between, call, lost]));
    expect(first?.state).toBe('accepted');
    expect(again?.state).toBe('failed');
    expect(same).toBe(second);
  });

  it('leaves to a push that is dated after it the call that came of it', () => {
    const [pushed, call, request] = journey();
    const queue = { ...pushed, at: request.at + 10 };
    const idsOf = (entries: Entry[]) => leadsOf(timelineOf(entries)).map(({ id }) => id);
    expect(idsOf([aloneOf(call), request])).toEqual([call.id]);
    expect(idsOf([call, request, queue])).toEqual([queue.id]);
    expect(idsOf([call, request, { ...queue, state: 'drained' }])).toEqual([queue.id]);
  });

  it('counts once a call whose request the browser told of before the page did, within one millisecond', () => {
    const [, call] = journey();
    const request = aLead({}, { id: 'request', cause: call.id, at: call.at, number: call.number - 1 });
    const second = aLead({ user_id: 'u_2' }, { id: 'second', cause: call.id, at: call.at, number: call.number - 0.5 });
    const between = aCall({ at: call.at, number: call.number - 0.25 });
    const idsOf = (entries: Entry[]) => leadsOf(timelineOf(entries)).map(({ id }) => id);
    const alone = aloneOf(call);
    expect(only(aloneOf(request))?.carrier).toBe('request');
    expect(only(request, alone)).toMatchObject({ id: call.id, carrier: 'call', call: alone, request });
    // The first request of a call is its lead; another one that came of it is a lead of its own, and told as one.
    expect(idsOf([request, second, between, { ...call, effects: ['request', 'second'] }])).toEqual([
      'second',
      between.id,
      call.id,
    ]);
    expect(idsOf([request, second, between, { ...call, effects: ['second', 'request'] }])).toEqual([
      'request',
      between.id,
      call.id,
    ]);
  });

  it('tells the leads of a part of the entries beside those of all', () => {
    const [queue, call, request] = journey();
    const alone = aCall();
    for (const entries of [[queue, call, request, alone], [alone], [queue, call, request, alone], [alone], []]) {
      const ids = entries.filter((entry) => entry === queue || entry === alone).map(({ id }) => id);
      expect(leadsOf(timelineOf(entries)).map(({ id }) => id)).toEqual(ids);
    }
  });
});
