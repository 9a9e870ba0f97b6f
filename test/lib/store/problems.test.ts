import { beforeEach, describe, expect, it } from 'vitest';
import { isProblem } from '@/lib/store/problems';
import {
  aCall,
  aConsoleLine,
  aCookie,
  answered,
  aQueueItem,
  aRequest,
  aScript,
  failed,
  resetEntries,
} from '@/test/fixtures/entries';

describe('a problem', () => {
  beforeEach(resetEntries);

  it.each([
    ['a request that failed', aRequest({ outcome: failed(0, 'cors') })],
    ['a request answered with an error', aRequest({ outcome: answered(0, 404) })],
    ['a call that threw', aCall({ outcome: { kind: 'threw', endedAt: 1 } })],
    ['a push after load', aQueueItem({ state: 'waiting', afterLoad: true })],
    ['a script that failed', aScript({ state: 'failed' })],
    ['a cookie the browser refused', aCookie({ action: 'refused' })],
    ['an error in the console', aConsoleLine({ level: 'error' })],
  ])('is %s', (_what, entry) => {
    expect(isProblem(entry)).toBe(true);
  });

  it.each([
    ['a request that was answered', aRequest()],
    ['a call that returned', aCall()],
    ['a push that ran', aQueueItem()],
    ['a cookie that was set', aCookie()],
    ['a line in the console', aConsoleLine()],
  ])('is not %s', (_what, entry) => {
    expect(isProblem(entry)).toBe(false);
  });

  it('is whatever an error rests on, but not what only a note does', () => {
    const finding = { rule: 'r', title: '', explanation: '', evidence: [] };
    expect(isProblem(aCall(), [{ ...finding, severity: 'error' }])).toBe(true);
    expect(isProblem(aCall(), [{ ...finding, severity: 'info' }])).toBe(false);
  });
});
