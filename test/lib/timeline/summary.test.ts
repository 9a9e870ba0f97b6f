import { describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/model/entry';
import { summarise } from '@/lib/timeline/summary';
import { duration, preview } from '@/lib/timeline/words';
import {
  aCall,
  aClick,
  aConsoleLine,
  aCookie,
  aGlobal,
  aLead,
  aNavigation,
  aNotice,
  answered,
  aQueueItem,
  aRequest,
  aScript,
  aTestEvent,
  failed,
} from '@/test/fixtures/entries';

const AT = 1_760_000_000_000;
const titleOf = (entry: Entry) => summarise(entry).title;

describe('summarise', () => {
  it.each<[string, Entry]>([
    ['Lead sent · 200', aLead()],
    ['Test lead sent · 200', aLead({ additional_data: { test_mode: true } })],
    ['Click sent · no answer yet', aClick({}, { outcome: { kind: 'pending' } })],
    [
      'Lead sent · blocked by an ad blocker or another extension',
      aLead({}, { outcome: failed(AT, 'blocked-by-client') }),
    ],
    ['Test event sent · 200', aTestEvent()],
    ['Unrecognised request · 200', aRequest()],
    ['Preflight · 204', aLead({}, { method: 'OPTIONS', outcome: answered(AT, 204, '') })],
    ['Click sent · answered, unreadable', aClick({}, { outcome: answered(AT, 0, '') })],
    ['Page loaded', aNavigation()],
    ['Route changed', aNavigation({ navigationCause: 'push' })],
    ['affitor-tracker.js loaded', aScript()],
    [
      'affitor-tracker.js did not load · blocked by the page’s Content Security Policy',
      aScript({ state: 'failed', reason: 'blocked-by-csp' }),
    ],
    ['affitor-tracker.js is in the page but never runs', aScript({ state: 'inert' })],
    ['window.affitor appeared', aGlobal()],
    ['trackLead taken from the queue', aQueueItem()],
    ['trackLead pushed, waits for the tracker', aQueueItem({ state: 'waiting' })],
    ['trackLead pushed after load; never ran', aQueueItem({ state: 'waiting', afterLoad: true })],
    ['signup() called · rejected', aCall({ method: 'signup', outcome: { kind: 'rejected', endedAt: AT } })],
    ['customer_code set', aCookie()],
    ['customer_code refused by the browser', aCookie({ action: 'refused' })],
    ['12 records were dropped at the journal’s limit.', aNotice()],
    ['[Affitor] something new', aConsoleLine({ text: '[Affitor] something new' })],
  ])('says "%s"', (title, entry) => {
    expect(titleOf(entry)).toBe(title);
  });

  it('gives a console line’s reading, and its own words as the particulars', () => {
    const reading = { meaning: 'cookie-probe-passed', text: 'Cookies work', tone: 'ok' as const, fields: {} };
    expect(summarise(aConsoleLine({ text: '✅ PASSED', reading }))).toEqual({
      kind: 'Console',
      title: 'Cookies work',
      detail: '✅ PASSED',
    });
  });

  it('tells where a request went, how long it took, and what a refusal said', () => {
    const refused = aLead({}, { outcome: answered(AT, 404, { error: 'Customer not found' }), hops: 2 });
    expect(summarise(refused).detail).toBe(
      'POST api.affitor.com/api/tracking/lead, 180 ms, Customer not found, through the page’s service worker',
    );
    expect(summarise(aLead({}, { sharedByTabs: 3, routed: true })).detail).toContain(
      'from a worker shared by 3 tabs, answered by the mock',
    );
  });

  it('says of a request whether the mock answered it, and that it was the user who sent it again', () => {
    expect(summarise(aLead({}, { routed: true, outcome: failed(AT, 'network') })).detail).toContain(
      ', routed to the mock',
    );
    expect(summarise(aLead({}, { ours: true })).detail).toContain(', sent again by you');
    expect(summarise(aLead()).detail).not.toContain('sent again');
  });

  it('does not say of a synchronous request that the mock answered it, for the leak guard cut it off', () => {
    const outcome = failed(AT, 'blocked-by-client');
    const words = summarise(aLead({}, { carrier: 'xhr-sync', routed: true, outcome }));
    expect(words.title).toBe('Lead sent · cut off by the leak guard');
    expect(words.detail).toContain('the mock cannot answer a synchronous request');
    expect(words.detail).not.toContain('answered by the mock');
  });

  it('does not say of a routed page’s tag that the vendor’s script failed, for its hash refused the stand-in', () => {
    const script = aScript({ state: 'failed', routed: true, attributes: { integrity: 'sha384-abc' } });
    expect(titleOf(script)).toBe(
      'affitor-tracker.js did not load · its integrity attribute refused the mock’s stand-in',
    );
  });

  it('tells the partner of a landing, and who changed a cookie from what to what', () => {
    const landing = aNavigation({ url: 'https://shop.example.com/?ref=maya', redirects: ['http://shop.example.com/'] });
    expect(summarise(landing).detail).toBe('shop.example.com/, partner maya by ?ref=, after 1 redirect');
    const changed = aCookie({
      action: 'changed',
      previous: 'a',
      value: 'b',
      author: { kind: 'response', url: 'https://api.affitor.com/x' },
    });
    expect(summarise(changed).detail).toBe('a → b, by Set-Cookie of api.affitor.com/x');
  });
});

describe('preview', () => {
  it('shows a value in a few words', () => {
    expect(preview({ email: 'a', user_id: 'b', name: 'c', phone: 'd', plan: 'e' })).toBe(
      '{email, user_id, name, phone, …}',
    );
    expect(preview([1, 2])).toBe('[2]');
    expect(preview('x'.repeat(100))).toHaveLength(60);
    expect(preview({ $type: 'error', text: 'TypeError: no' })).toBe('TypeError: no');
    expect(preview({ $type: 'function' })).toBe('function');
    expect(preview(null)).toBe('null');
    expect(preview(undefined)).toBe('');
  });
});

describe('duration', () => {
  it('is in milliseconds, then in seconds', () => {
    expect([0, 4.4, 999, 1000, 1430].map(duration)).toEqual(['0 ms', '4 ms', '999 ms', '1.00 s', '1.43 s']);
  });
});
