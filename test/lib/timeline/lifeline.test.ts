import { beforeEach, describe, expect, it } from 'vitest';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { lifelineOf, traceOf } from '@/lib/timeline/lifeline';
import {
  callRecord,
  consoleRecord,
  cookieRecord,
  failureRecord,
  queueRecord,
  requestRecord,
  resetRecords,
  responseRecord,
} from '@/test/fixtures/records';

const AT = 1_760_000_000_000;

beforeEach(resetRecords);

function signup() {
  return foldAll(emptyTimeline(), [
    queueRecord({ at: AT, stack: 'onSignup@https://shop.example.com/welcome.js:48:3' }),
    queueRecord({ at: AT + 1218, phase: 'drained' }),
    callRecord({ at: AT + 1219, queueItemId: 1, method: 'signup', args: ['u_1'] }),
    consoleRecord({ at: AT + 1220, text: '[Affitor] Using program ID: 29' }),
    requestRecord({ at: AT + 1224, requestId: 'p', url: 'https://api.affitor.com/api/v1/track/lead' }),
    responseRecord({ at: AT + 1436, requestId: 'p' }),
    cookieRecord({ at: AT + 1438, name: 'affitor_click_id' }),
    callRecord({ at: AT + 1440, phase: 'resolved', method: 'signup' }),
    queueRecord({ at: AT + 9000, itemId: 2 }),
  ]);
}

describe('lifelineOf', () => {
  it('tells a trace step by step, whichever of its entries is asked for', () => {
    const timeline = signup();
    const fromLead = lifelineOf(timeline, timeline.entries.find(({ kind }) => kind === 'request')?.id ?? '');
    expect(fromLead?.steps.map(({ kind, offsetMs, gapMs }) => [kind, offsetMs, gapMs])).toEqual([
      ['pushed', -1218, 0],
      ['drained', 0, 1218],
      ['called', 1, 1],
      ['console', 2, 1],
      ['sent', 6, 4],
      ['answered', 218, 212],
      ['cookie', 220, 2],
      ['settled', 222, 2],
    ]);
    expect(fromLead?.durationMs).toBe(1440);
    expect(lifelineOf(timeline, 'e1')).toEqual(fromLead);
  });

  it('says how long an item waited, and where it was pushed', () => {
    const steps = lifelineOf(signup(), 'e1')?.steps ?? [];
    expect(steps[0]).toMatchObject({ title: 'Pushed to affitorQueue', place: { functionName: 'onSignup', line: 48 } });
    expect(steps[1]).toMatchObject({ title: 'Taken from the queue', detail: 'Waited 1.22 s' });
    expect(steps[5]).toMatchObject({ title: '200 OK', tone: 'ok' });
  });

  it('ends in the failure of what failed', () => {
    const timeline = foldAll(emptyTimeline(), [
      requestRecord({ at: AT }),
      failureRecord({ at: AT + 20, reason: 'blocked-by-client', message: 'net::ERR_BLOCKED_BY_CLIENT' }),
    ]);
    expect(lifelineOf(timeline, timeline.entries[0]?.id ?? '')?.steps.at(-1)).toMatchObject({
      kind: 'failed',
      tone: 'error',
      title: 'Blocked by an ad blocker or another extension',
      detail: 'net::ERR_BLOCKED_BY_CLIENT',
    });
  });

  it('is nothing for an entry that is not there', () => {
    expect(lifelineOf(signup(), 'e999')).toBeUndefined();
  });
});

describe('traceOf', () => {
  it('is the root and all that came of it, in order', () => {
    expect(traceOf(signup(), 'e1').map(({ kind }) => kind)).toEqual(['queue', 'call', 'console', 'request', 'cookie']);
  });
});
