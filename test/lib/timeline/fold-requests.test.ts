import { beforeEach, describe, expect, it } from 'vitest';
import { type Body, STILL_ARRIVING } from '@/lib/model/body';
import { boundForm } from '@/lib/model/bound-form';
import type { FailureReason, JournalRecord } from '@/lib/model/observation';
import { API, jsonBody } from '@/test/fixtures/entries';
import { failureRecord, requestRecord, resetRecords, responseRecord } from '@/test/fixtures/records';
import { foldedOf, onlyOf } from './folding';

const AT = 1_760_000_000_000;
const LEAD = `${API}/api/tracking/lead`;

beforeEach(resetRecords);

function page(requestId: string, ms: number, more: Parameters<typeof requestRecord>[0] = {}): JournalRecord {
  return requestRecord({ source: 'page', requestId, at: AT + ms, ...more });
}

function browser(requestId: string, ms: number, more: Parameters<typeof requestRecord>[0] = {}): JournalRecord {
  return requestRecord({ source: 'browser', requestId, at: AT + ms, ...more });
}

function network(requestId: string, ms: number, more: Parameters<typeof requestRecord>[0] = {}): JournalRecord {
  return requestRecord({ source: 'network', requestId, at: AT + ms, ...more });
}

describe('one request seen by several witnesses', () => {
  it('is one entry with all of them, at the page’s time and number of the first record', () => {
    const entry = onlyOf('request', [
      browser('w:1', 2, { documentId: '' }),
      page('p-1', 0, { stack: 'Error\n    at send (https://shop.example.com/app.js:10:5)' }),
      network('n-1', 3),
    ]);
    expect(entry).toMatchObject({
      id: 'e1',
      number: 1,
      at: AT,
      documentId: 'doc-1',
      witnesses: ['page', 'browser', 'network'],
      pageOnly: false,
      hops: 1,
      pairedByOrder: false,
      endpoint: { name: 'lead', dialect: 'v1', assumed: true },
      dialect: 'v1',
      stack: [{ functionName: 'send', url: 'https://shop.example.com/app.js', line: 10, column: 5 }],
    });
  });

  it('takes status, headers and body from whoever knows them best', () => {
    const entry = onlyOf('request', [
      page('p-1', 0),
      browser('w:1', 1),
      network('n-1', 1),
      responseRecord({
        source: 'page',
        requestId: 'p-1',
        at: AT + 200,
        status: 0,
        headers: [],
        body: { kind: 'unavailable', reason: 'opaque' },
      }),
      responseRecord({
        source: 'browser',
        requestId: 'w:1',
        at: AT + 198,
        headers: [
          ['x', '1'],
          ['y', '2'],
        ],
        body: { kind: 'unavailable', reason: 'no bodies' },
      }),
      responseRecord({
        source: 'network',
        requestId: 'n-1',
        at: AT + 199,
        headers: [],
        body: jsonBody({ success: true }),
        durationMs: 198,
      }),
    ]);
    expect(entry.outcome).toMatchObject({
      kind: 'answered',
      status: 200,
      headers: [
        ['x', '1'],
        ['y', '2'],
      ],
      body: { text: '{"success":true}' },
      endedAt: AT + 200,
      durationMs: 198,
    });
    expect(entry.missing).toEqual([]);
  });

  it('matches form bodies whatever their order, and a form with its encoded text', () => {
    const entry = onlyOf('request', [
      page('p-1', 0, {
        body: {
          kind: 'form',
          fields: [
            ['user_id', 'u 1'],
            ['email', 'a@b.co'],
          ],
        },
      }),
      browser('w:1', 1, {
        body: {
          kind: 'form',
          fields: [
            ['email', 'a@b.co'],
            ['user_id', 'u 1'],
          ],
        },
      }),
      network('n-1', 1, {
        body: { kind: 'text', text: 'user_id=u+1&email=a%40b.co', encoding: 'utf8', sizeBytes: 26 },
      }),
    ]);
    expect(entry.witnesses).toHaveLength(3);
    expect(entry.body).toMatchObject({
      kind: 'form',
      fields: [
        ['user_id', 'u 1'],
        ['email', 'a@b.co'],
      ],
    });
  });

  it('matches a form too large to keep with the part of its encoding that was kept', () => {
    const part =
      '--b\r\nContent-Disposition: form-data; name="step_id"\r\n\r\none\r\n--b\r\nContent-Disposition: form-data; na';
    const large = boundForm({
      kind: 'form',
      fields: [
        ['step_id', 'one'],
        ['notes', 'x'.repeat(2 * 1024 * 1024)],
      ],
    });
    for (const cut of [{ truncated: true }, { digest: 'd' }]) {
      const entry = onlyOf('request', [
        page('p', 0, { body: large }),
        browser('w', 1, { body: { kind: 'text', text: part, encoding: 'utf8', sizeBytes: 2_097_300, ...cut } }),
      ]);
      expect(entry.witnesses).toHaveLength(2);
    }
  });

  it('matches a lone surrogate with what went over the wire', () => {
    const text = (value: string) => ({ kind: 'text' as const, text: value, encoding: 'utf8' as const, sizeBytes: 3 });
    expect(
      onlyOf('request', [
        page('p', 0, { body: text('{"a":"\ud800"}') }),
        browser('w', 1, { body: text('{"a":"\ufffd"}') }),
      ]).witnesses,
    ).toHaveLength(2);
  });

  it('keeps requests apart that differ in body, method, URL or frame, or are far apart in time', () => {
    const different: [string, JournalRecord][] = [
      ['body', browser('w:1', 1, { body: jsonBody({ user_id: 'somebody else' }) })],
      ['method', browser('w:1', 1, { method: 'PUT' })],
      ['URL', browser('w:1', 1, { url: `${LEAD}?x=1` })],
      ['frame', browser('w:1', 1, { frameId: 7, documentId: 'D7' })],
      ['time', browser('w:1', 60_000)],
    ];
    for (const [what, record] of different) expect(foldedOf('request', [page('p-1', 0), record]), what).toHaveLength(2);
  });

  it('joins what a page that was rendered ahead sends, whichever frame it is in by the time it is told', () => {
    const shown = page('p-1', 0, { frameId: 0, documentId: 'D9' });
    const hidden = browser('w:1', 1, { frameId: 6, documentId: 'D9' });
    expect(onlyOf('request', [shown, hidden]).witnesses).toHaveLength(2);
  });

  it('joins what an empty frame sends with what the browser takes for its parent’s', () => {
    const inBlank = page('p-1', 0, { frameId: 10, documentId: 'D10', documentUrl: 'about:blank' });
    expect(onlyOf('request', [inBlank, browser('w:1', 1, { frameId: 0 })]).witnesses).toHaveLength(2);
  });

  it('joins a fetchLater with what was sent when its page had left its frame', () => {
    expect(
      onlyOf('request', [page('p-1', 0, { carrier: 'fetch-later' }), browser('w:1', 90, { frameId: 13 })]).witnesses,
    ).toHaveLength(2);
  });

  it('pairs identical requests first with first, and says that only their order did', () => {
    const entries = foldedOf('request', [
      page('p-1', 0),
      page('p-2', 300),
      browser('w:1', 4),
      browser('w:2', 303),
      responseRecord({ source: 'browser', requestId: 'w:2', at: AT + 350, status: 400 }),
    ]);
    expect(entries.map(({ witnesses, pairedByOrder }) => [witnesses.length, pairedByOrder])).toEqual([
      [2, true],
      [2, true],
    ]);
    expect(entries.map(({ outcome }) => outcome.kind)).toEqual(['pending', 'answered']);
  });

  it('counts exactly when one witness missed some', () => {
    const entries = foldedOf('request', [
      page('p-1', 0),
      page('p-2', 10),
      page('p-3', 20),
      browser('w:1', 1),
      browser('w:2', 11),
    ]);
    expect(entries.map(({ witnesses }) => witnesses.length)).toEqual([2, 2, 1]);
    expect(entries[2]?.pageOnly).toBe(true);
  });

  it('lets a body that nobody could read join only what has no better match', () => {
    const blob = { kind: 'unavailable' as const, reason: 'sent as a Blob' };
    const entries = foldedOf('request', [
      browser('w:1', 1, { body: blob }),
      page('p-1', 2, { body: jsonBody({ user_id: 'first' }) }),
      page('p-2', 3, { body: jsonBody({ user_id: 'second' }) }),
      browser('w:2', 4, { body: jsonBody({ user_id: 'first' }) }),
    ]);
    expect(entries.map(({ number, witnesses, body }) => [number, witnesses.length, body.kind])).toEqual([
      [2, 2, 'text'],
      [1, 2, 'text'],
    ]);
    expect(entries[1]?.body).toMatchObject({ text: '{"user_id":"second"}' });
  });

  it('takes the method and body that only the page’s code knew from whoever saw them go out', () => {
    const getter = { kind: 'unavailable' as const, reason: 'given by a getter' };
    const entry = onlyOf('request', [
      page('p-1', 0, { method: '', body: getter }),
      browser('w:1', 1, { method: 'PUT', body: jsonBody({ user_id: 'first' }) }),
      network('n-1', 2, { method: 'PUT', body: jsonBody({ user_id: 'first' }) }),
    ]);
    expect(entry).toMatchObject({
      method: 'PUT',
      body: { text: '{"user_id":"first"}' },
      witnesses: ['page', 'browser', 'network'],
      missing: [],
    });
    const [alone] = foldedOf('request', [page('p-1', 0, { method: '', body: getter })]);
    expect(alone?.method).toBe('?');
    expect(alone?.missing.map(({ reason }) => reason)).toEqual([
      'Body unavailable: given by a getter',
      'Method unavailable: only code of the page’s own knew it.',
    ]);
  });

  it('gives a request of unknown method neither what another call was nor what has another body', () => {
    const getter = { kind: 'unavailable' as const, reason: 'given by a getter' };
    const entries = foldedOf('request', [
      page('p-1', 0, { method: '', body: getter }),
      page('p-2', 1, { method: 'GET', body: { kind: 'none' } }),
      page('p-3', 2, { method: '', body: jsonBody({ user_id: 'third' }) }),
      browser('w:2', 3, { method: 'GET', body: { kind: 'none' } }),
      browser('w:1', 4, { method: 'POST', body: jsonBody({ user_id: 'first' }) }),
      browser('w:4', 5, { method: 'PUT', body: jsonBody({ user_id: 'of a worker' }) }),
      browser('w:3', 6, { method: 'PUT', body: jsonBody({ user_id: 'third' }) }),
    ]);
    expect(entries.map(({ method, witnesses }) => [method, witnesses.length])).toEqual([
      ['POST', 2],
      ['GET', 2],
      ['PUT', 2],
      ['PUT', 1],
    ]);
  });

  it('shows the head of an answer while its body arrives, and then the body', () => {
    const answer = (body: Body) =>
      responseRecord({ source: 'page', requestId: 'p-1', at: AT + 200, status: 202, body });
    const sent = page('p-1', 0);
    const arriving = answer({ kind: 'unavailable', reason: STILL_ARRIVING });
    expect(onlyOf('request', [sent, arriving])).toMatchObject({
      outcome: { kind: 'answered', status: 202 },
      missing: [
        { part: 'response-body', reason: 'Response body unavailable: it is still arriving' },
        { part: 'headers' },
      ],
    });
    for (const body of [
      jsonBody({ success: true }),
      { kind: 'unavailable' as const, reason: 'the page was closing' },
    ]) {
      const ended = answer(body);
      for (const records of [
        [sent, arriving, ended],
        [sent, ended, arriving],
      ]) {
        expect(onlyOf('request', records)).toMatchObject({ outcome: { body, endedAt: AT + 200 } });
      }
    }
    const failed = failureRecord({ source: 'page', requestId: 'p-1', at: AT + 900, reason: 'aborted' });
    expect(onlyOf('request', [sent, arriving, failed])).toMatchObject({
      outcome: { kind: 'failed', reason: 'aborted' },
    });
  });

  it('says why a body is missing', () => {
    const blob = { kind: 'unavailable' as const, reason: 'sent as a Blob' };
    const [seen] = foldedOf('request', [browser('w:1', 0, { carrier: 'beacon', body: blob })]);
    expect(seen?.missing).toContainEqual({
      part: 'request-body',
      reason: 'Body unavailable: sent as a Blob, seen only by the browser',
    });
    const joined = onlyOf('request', [
      page('p-1', 0, { carrier: 'beacon' }),
      browser('w:1', 1, { carrier: 'beacon', body: blob }),
    ]);
    expect(joined.missing).toEqual([]);
    const beacon = onlyOf('request', [page('p-1', 0, { carrier: 'beacon' })]);
    expect(beacon.missing.map(({ part }) => part)).toEqual(['outcome']);
  });

  it('joins what fetchLater sends long after the call', () => {
    const entry = onlyOf('request', [page('p-1', 0, { carrier: 'fetch-later' }), browser('w:1', 45_000)]);
    expect(entry).toMatchObject({ carrier: 'fetch-later', witnesses: ['page', 'browser'] });
  });
});

describe('service workers', () => {
  it('that forward a page’s request make one entry of two hops', () => {
    const chromium = onlyOf('request', [page('p-1', 0), browser('w:1', 3, { frameId: -1, carrier: 'worker' })]);
    expect(chromium).toMatchObject({ hops: 2, carrier: 'fetch', frameId: 0 });
    const firefox = onlyOf('request', [
      page('p-1', 0),
      browser('w:1', 1),
      browser('w:2', 3, { frameId: -1, carrier: 'worker' }),
    ]);
    expect(firefox).toMatchObject({ hops: 2, witnesses: ['page', 'browser'] });
  });

  it('make one entry in Chromium’s network log too, which tells what the page sent and what was handed on', () => {
    const served = network('n-2', 0, { viaServiceWorker: true });
    const all = [page('p-1', 0), browser('w:1', 3, { frameId: -1, carrier: 'worker' }), network('n-1', 3), served];
    expect(onlyOf('request', all)).toMatchObject({ hops: 2, witnesses: ['page', 'browser', 'network'] });
    expect(onlyOf('request', [network('n-1', 3), served])).toMatchObject({ hops: 2, witnesses: ['network'] });
    // Two of the page's, of which one was answered by the worker itself, stay two.
    const twice = [...all, page('p-2', 100), network('n-3', 100, { viaServiceWorker: true })];
    expect(foldedOf('request', twice)).toHaveLength(2);
  });

  it('that send on their own make an entry without a page, with the tabs it may belong to', () => {
    const entry = onlyOf('request', [browser('w:1', 0, { frameId: -1, carrier: 'worker', sharedByTabs: 3 })]);
    expect(entry).toMatchObject({ hops: 1, sharedByTabs: 3, witnesses: ['browser'] });
    expect(entry.missing.map(({ part }) => part)).toEqual(['stack']);
  });
});

describe('redirects', () => {
  it('are steps of one request where one witness tells them under one id', () => {
    const entry = onlyOf('request', [
      page('p-1', 0),
      browser('w:1', 1),
      responseRecord({
        source: 'browser',
        requestId: 'w:1',
        at: AT + 20,
        status: 308,
        redirectedTo: `${API}/api/v1/track/lead`,
      }),
      responseRecord({
        source: 'browser',
        requestId: 'w:1',
        at: AT + 60,
        url: `${API}/api/v1/track/lead`,
        status: 200,
      }),
      responseRecord({ source: 'page', requestId: 'p-1', at: AT + 61, url: `${API}/api/v1/track/lead`, status: 200 }),
    ]);
    expect(entry.url).toBe(LEAD);
    expect(entry.redirects).toEqual([{ url: `${API}/api/v1/track/lead`, status: 308 }]);
    expect(entry.outcome).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('are steps of one request where DevTools tells each hop as its own', () => {
    const entry = onlyOf('request', [
      page('p-1', 0),
      network('n-1', 1),
      responseRecord({
        source: 'network',
        requestId: 'n-1',
        at: AT + 20,
        status: 307,
        redirectedTo: '/api/v1/track/lead',
      }),
      network('n-2', 21, { url: `${API}/api/v1/track/lead` }),
      responseRecord({
        source: 'network',
        requestId: 'n-2',
        at: AT + 60,
        url: `${API}/api/v1/track/lead`,
        status: 201,
      }),
    ]);
    expect(entry.redirects).toEqual([{ url: `${API}/api/v1/track/lead`, status: 307 }]);
    expect(entry.outcome).toMatchObject({ kind: 'answered', status: 201 });
  });
});

describe('failures', () => {
  it('are told with the reason of whoever knows one', () => {
    const entry = onlyOf('request', [
      page('p-1', 0),
      browser('w:1', 1),
      failureRecord({ source: 'page', requestId: 'p-1', at: AT + 5, reason: 'network', message: 'Failed to fetch' }),
      failureRecord({
        source: 'browser',
        requestId: 'w:1',
        at: AT + 4,
        reason: 'blocked-by-client',
        message: 'net::ERR_BLOCKED_BY_CLIENT',
      }),
    ]);
    expect(entry.outcome).toEqual({
      kind: 'failed',
      reason: 'blocked-by-client',
      message: 'net::ERR_BLOCKED_BY_CLIENT',
      endedAt: AT + 5,
    });
  });

  it('are told in our words where we answered for the network, unless somebody knows a reason', () => {
    const told = (reason: FailureReason, message: string) =>
      onlyOf('request', [
        page('p-1', 0),
        page('x-1', 1, { source: 'extension', routed: true }),
        failureRecord({ source: 'page', requestId: 'p-1', at: AT + 5, reason, message }),
        failureRecord({ source: 'extension', requestId: 'x-1', at: AT + 4, message: 'Nobody is there' }),
      ]).outcome;
    expect(told('network', 'Failed to fetch')).toMatchObject({ message: 'Nobody is there', endedAt: AT + 5 });
    expect(told('aborted', 'The page left')).toMatchObject({ reason: 'aborted', message: 'The page left' });
  });

  it('are CORS when the page was told nothing and the server answered', () => {
    const entry = onlyOf('request', [
      page('p-1', 0),
      browser('w:1', 1),
      failureRecord({ source: 'page', requestId: 'p-1', at: AT + 25, reason: 'network' }),
      responseRecord({ source: 'browser', requestId: 'w:1', at: AT + 20, status: 200 }),
    ]);
    expect(entry.outcome).toMatchObject({ kind: 'failed', reason: 'cors' });
  });

  it('do not count where the server answered and the page only stopped listening', () => {
    const entry = onlyOf('request', [
      page('p-1', 0),
      browser('w:1', 1),
      failureRecord({ source: 'page', requestId: 'p-1', at: AT + 10, reason: 'aborted' }),
      responseRecord({ source: 'browser', requestId: 'w:1', at: AT + 20, status: 200 }),
    ]);
    expect(entry.outcome).toMatchObject({ kind: 'answered', status: 200 });
  });
});

describe('incomplete and odd records', () => {
  it('make an entry of an answer whose request was dropped', () => {
    const entry = onlyOf('request', [responseRecord({ source: 'browser', requestId: 'w:9', at: AT })]);
    expect(entry).toMatchObject({ url: LEAD, outcome: { kind: 'answered' } });
    expect(entry.missing[0]).toMatchObject({
      part: 'request-body',
      reason: expect.stringContaining('recording began'),
    });
  });

  it('keep one page’s request ids apart from another’s', () => {
    const records = [
      page('1', 0, { id: 'aaa:1' }),
      page('1', 5, { id: 'bbb:1', body: jsonBody({ user_id: 'other' }) }),
      responseRecord({ id: 'bbb:2', requestId: '1', at: AT + 9, status: 500 }),
    ];
    expect(foldedOf('request', records).map(({ outcome }) => outcome.kind)).toEqual(['pending', 'answered']);
  });

  it('leave an unknown path unrecognised, and a shared one without a dialect', () => {
    expect(onlyOf('request', [page('1', 0, { url: `${API}/api/v9/thing` })])).not.toHaveProperty('endpoint');
    const test = onlyOf('request', [
      page('1', 0, { url: `${API}/api/tracking/test`, body: jsonBody({ program_id: '29' }) }),
    ]);
    expect(test.endpoint?.name).toBe('test');
    expect(test).not.toHaveProperty('dialect');
    const keyed = page('1', 0, { url: `${API}/api/tracking/test`, body: jsonBody({ customer_key: 'u_1' }) });
    expect(onlyOf('request', [keyed]).dialect).toBe('v2');
  });

  it('survive a URL that does not parse', () => {
    expect(onlyOf('request', [page('1', 0, { url: 'http://[' })]).url).toBe('http://[');
  });
});
