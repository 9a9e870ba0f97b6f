import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Entry, Outcome, RequestEntry } from '@/lib/model/entry';
import type { JournalRecord } from '@/lib/model/observation';
import { judge } from '@/lib/rules/judge';
import { createHarReader, type HarRecording, readHar } from '@/lib/session/har-in';
import { harText, toHar } from '@/lib/session/har-out';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { timelineOf } from '@/lib/timeline/timeline';
import { aNavigation, answered, aRequest, aScript, jsonBody } from '@/test/fixtures/entries';
import { har12 } from '@/test/fixtures/har-1.2';
import { aSession } from '@/test/fixtures/sessions';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/har/${name}.har`, import.meta.url), 'utf8');

function read(text: string): HarRecording {
  const reading = readHar(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading.recording;
}

const timelineFrom = (records: JournalRecord[]) => foldAll(emptyTimeline(), records);

const requestsIn = (records: JournalRecord[]): RequestEntry[] =>
  timelineFrom(records).entries.filter((entry) => entry.kind === 'request');

/** A HAR of given entries, as an exporter that leaves out all it may. */
const harOf = (...entries: object[]): string => JSON.stringify({ log: { version: '1.2', entries } });

function harEntry(overrides: { request?: object; response?: object; [field: string]: unknown } = {}): object {
  const { request, response, ...rest } = overrides;
  return {
    startedDateTime: '2026-03-14T10:43:11.000Z',
    time: 20,
    request: { method: 'POST', url: 'https://api.affitor.com/api/tracking/lead', headers: [], ...request },
    response: { status: 200, statusText: 'OK', headers: [], content: { text: '{"success":true}' }, ...response },
    ...rest,
  };
}

describe('a HAR of a signup in the demo shop', () => {
  it.each(['firefox-v1', 'playwright-v1'])('is judged as the live recording was: %s', (name) => {
    const { records } = read(fixture(name));
    const judgement = judge(timelineFrom(records));
    expect(judgement.verdict.value).toBe('attributed');
    expect(judgement.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(judgement.tracker).toMatchObject({ dialect: 'v1', programId: '42', landingParameter: '?ref=PARTNER123' });
  });

  it('of Chromium lacks the answer to a request whose page was left, and says so', () => {
    const { records, limits } = read(fixture('chromium-v1'));
    const lead = requestsIn(records).find((request) => request.endpoint?.name === 'lead');
    expect(lead?.outcome.kind).toBe('pending');
    expect(limits.join(' ')).toContain('no answer to 1 request');
    expect(judge(timelineFrom(records)).verdict).toMatchObject({
      value: 'at-risk',
      cause: 'leaving the page may have cancelled the lead',
    });
  });

  it.each(['chromium-v1', 'firefox-v1', 'playwright-v1'])('has each page, request and cookie of it: %s', (name) => {
    const { entries } = timelineFrom(read(fixture(name)).records);
    expect(entries.flatMap((entry) => (entry.kind === 'navigation' ? new URL(entry.url).pathname : []))).toEqual([
      '/v1/',
      '/v1/signup',
      '/v1/thank-you',
    ]);
    const requests = entries.filter((entry) => entry.kind === 'request');
    expect(requests.map(({ endpoint }) => endpoint?.name ?? 'own')).toEqual([
      'script',
      'click',
      'script',
      'own',
      'lead',
      'script',
    ]);
    expect(requests.map(({ documentUrl }) => new URL(documentUrl).pathname)).toEqual([
      '/v1/',
      '/v1/',
      '/v1/signup',
      '/v1/signup',
      '/v1/signup',
      '/v1/thank-you',
    ]);
    expect(entries.flatMap((entry) => (entry.kind === 'cookie' ? entry.name : []))).toEqual([
      'customer_code',
      'affiliate_url',
    ]);
    expect(entries.find((entry) => entry.kind === 'script')).toMatchObject({
      state: 'loaded',
      attributes: { 'data-affitor-program-id': '42' },
      placement: 'head',
    });
  });

  it('is the same read in pieces of any size', () => {
    const text = fixture('firefox-v1');
    for (const size of [1, 7, 1000, 65_536]) {
      const reader = createHarReader();
      for (let start = 0; start < text.length; start += size) reader.write(text.slice(start, start + size));
      expect(reader.end()).toEqual(readHar(text));
    }
  });
});

describe('a HAR on its way in', () => {
  it('keeps nothing of other people’s traffic', () => {
    const other = harEntry({ request: { method: 'GET', url: 'https://cdn.example/lib.js' } });
    expect(read(harOf(other, harEntry())).records.map(({ kind }) => kind)).toEqual(['request', 'response']);
  });

  it('takes no stranger for a neighbour because one registry sold both names', () => {
    const document = [{ name: 'Sec-Fetch-Dest', value: 'document' }];
    const post = (url: string) => harEntry({ request: { url } });
    const { records } = read(
      harOf(
        harEntry({ request: { method: 'GET', url: 'https://www.shop.co.uk/signup', headers: document } }),
        post('https://accounts.shop.co.uk/users'),
        post('https://stranger.co.uk/collect'),
      ),
    );
    const urls = records.flatMap((record) => ('url' in record ? [new URL(record.url).hostname] : []));
    expect([...new Set(urls)]).toEqual(['www.shop.co.uk', 'accounts.shop.co.uk']);
  });

  it('follows redirects: of a page into its navigation, of a request into its hops', () => {
    const page = (url: string, to: string, second: number) =>
      harEntry({
        startedDateTime: `2026-03-14T10:43:0${second}.000Z`,
        request: { method: 'GET', url, headers: [{ name: 'Sec-Fetch-Dest', value: 'document' }] },
        response: { status: to ? 302 : 200, redirectURL: to, content: { mimeType: 'text/html' } },
      });
    const api = 'https://api.affitor.com/api/tracking/lead';
    const { records } = read(
      harOf(
        page('http://s.example/?ref=A', 'https://s.example/?ref=A', 1),
        page('https://s.example/?ref=A', '', 2),
        harEntry({ response: { status: 307, redirectURL: `${api}?2` } }),
        harEntry({ startedDateTime: '2026-03-14T10:43:12.000Z', request: { url: `${api}?2` } }),
      ),
    );
    const { entries } = timelineFrom(records);
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({ kind: 'navigation', redirects: ['http://s.example/?ref=A'], status: 200 });
    expect(entries[1]).toMatchObject({ kind: 'request', outcome: { kind: 'answered', status: 200 } });
    expect((entries[1] as RequestEntry).redirects).toHaveLength(1);
  });

  it.each([
    ['net::ERR_BLOCKED_BY_CLIENT', 'blocked-by-client'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_FAILED', 'network'],
    ['NS_ERROR_CONNECTION_REFUSED', 'refused'],
    ['NS_ERROR_FINGERPRINTING_URI', 'blocked-by-client'],
    ['NS_ERROR_UNKNOWN_PROXY_HOST', 'dns'],
  ])('says why a request failed: %s', (error, reason) => {
    const [request] = requestsIn(read(harOf(harEntry({ response: { status: 0, _error: error } }))).records);
    expect(request?.outcome).toMatchObject({ kind: 'failed', reason });
  });

  it('takes what a page sent and what its service worker made of it for one request', () => {
    const postData = { text: '{"user_id":"u_1"}', mimeType: 'application/json' };
    const har = harOf(
      harEntry({ request: { postData }, response: { _fetchedViaServiceWorker: true } }),
      harEntry({ request: { postData }, response: { _fetchedViaServiceWorker: false } }),
    );
    expect(requestsIn(read(har).records)).toMatchObject([{ hops: 2 }]);
  });

  it('reads bodies in base64, and keeps those that are no text as base64', () => {
    const bodyOf = (bytes: Buffer) => {
      const content = { text: bytes.toString('base64'), encoding: 'base64' };
      const [request] = requestsIn(read(harOf(harEntry({ response: { content } }))).records);
      return request?.outcome.kind === 'answered' ? request.outcome.body : undefined;
    };
    expect(bodyOf(Buffer.from('{"ok":"ü"}'))).toMatchObject({ text: '{"ok":"ü"}', encoding: 'utf8', sizeBytes: 11 });
    expect(bodyOf(Buffer.from([255, 254, 0]))).toMatchObject({ text: '//4A', encoding: 'base64', sizeBytes: 3 });
  });

  it('reads cookies that a response set, with their attributes', () => {
    const headers = [{ name: 'set-cookie', value: 'customer_code=cust_1_2; Max-Age=60; Path=/; Secure\nother=1' }];
    const { records } = read(harOf(harEntry({ response: { headers } })));
    const cookies = records.filter((record) => record.kind === 'cookie');
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatchObject({
      phase: 'set',
      value: 'cust_1_2',
      attributes: { maxAgeSeconds: 60, secure: true },
    });
  });

  it('takes the customer from the lead where browsers left the cookies out', () => {
    const postData = { mimeType: 'application/json', text: '{"customer_code":"cust_29_1760000000000"}' };
    const { records, limits } = read(harOf(harEntry({ request: { postData } })));
    expect(records.find((record) => record.kind === 'cookie')).toMatchObject({ value: 'cust_29_1760000000000' });
    expect(limits.join(' ')).toContain('has no cookies');
  });

  it('tells a tag that no browser runs', () => {
    const text =
      '<head><!-- <script src="/js/affitor-tracker.js"></script> --></head><body>' +
      '<script type="text/plain" SRC=\'/js/affitor-tracker.js?a&amp;b\' data-affitor-debug></script>';
    const headers = [{ name: 'sec-fetch-dest', value: 'document' }];
    const page = { request: { method: 'GET', url: 'https://s.example/', headers }, response: { content: { text } } };
    const scripts = read(harOf(harEntry(page))).records.filter((record) => record.kind === 'script');
    expect(scripts).toHaveLength(1);
    expect(scripts[0]).toMatchObject({
      phase: 'inert',
      src: 'https://s.example/js/affitor-tracker.js?a&b',
      attributes: { 'data-affitor-debug': '' },
      placement: 'body',
    });
  });

  it.each([
    ['nothing', '', 'not valid JSON'],
    ['no JSON', 'hello', 'not valid JSON'],
    ['another JSON', '{"name":"x","log":[1]}', 'neither a session nor a HAR'],
    ['a broken entry', '{"log":{"entries":[{"a":}]}}', 'not valid JSON'],
    ['entries of something else', '{"log":{"entries":[{"a":1}]}}', 'No entry of the HAR'],
  ])('is refused when it is %s', (_, text, message) => {
    expect(readHar(text)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });

  it('is called cut off wherever it was cut', () => {
    const text = fixture('chromium-v1');
    for (const share of [0.01, 0.4, 0.9]) {
      expect(readHar(text.slice(0, text.length * share))).toEqual({
        ok: false,
        message: expect.stringContaining('ends too early'),
      });
    }
  });

  it('reads the rest when some entries are broken, and says how many', () => {
    const { records, limits } = read(harOf({ startedDateTime: 1 }, harEntry()));
    expect(records).toHaveLength(2);
    expect(limits.join(' ')).toContain('1 of its entries could not be read');
  });
});

const sessionWith = (...entries: Entry[]) => aSession({ timeline: timelineOf(entries) });

/** What UTF-8 can carry: a body has no lone surrogates. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.json()).map(wellFormed);

const request = fc
  .record({
    method: fc.constantFrom('POST', 'PUT'),
    path: fc.constantFrom('/api/tracking/lead', '/api/v1/track/lead', '/api/v1/track/click'),
    sent: text,
    status: fc.integer({ min: 200, max: 599 }),
    answer: text,
    headers: fc.array(fc.tuple(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.stringMatching(/^[ -~]{0,20}$/)), {
      maxLength: 3,
    }),
    outcome: fc.constantFrom('answered', 'failed', 'pending'),
    durationMs: fc.integer({ min: 0, max: 60_000 }),
  })
  .map(({ path, sent, status, answer, outcome, durationMs, ...rest }) => {
    const at = 1_760_000_000_000;
    const bodyOf = (body: string): RequestEntry['body'] =>
      body === ''
        ? { kind: 'none' }
        : { kind: 'text', text: body, encoding: 'utf8', sizeBytes: Buffer.from(body).length };
    const outcomes: Record<string, Outcome> = {
      answered: { ...answered(at, status), body: bodyOf(answer), durationMs, endedAt: at + durationMs },
      failed: { kind: 'failed', reason: 'dns', message: 'No such host', endedAt: at + durationMs },
      pending: { kind: 'pending' },
    };
    const url = `https://api.affitor.com${path}`;
    return aRequest({ ...rest, at, url, body: bodyOf(sent), outcome: outcomes[outcome] ?? { kind: 'pending' } });
  });

describe('a session as HAR', () => {
  it('is valid HAR 1.2, whatever was recorded', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 4 }), (requests) => {
        const result = v.safeParse(har12, JSON.parse(harText(sessionWith(aNavigation(), ...requests))));
        expect(result.issues ?? []).toEqual([]);
      }),
    );
  });

  it('comes back with the same requests, headers, bodies and answers', () => {
    fc.assert(
      fc.property(request, (sent) => {
        const [back] = requestsIn(read(harText(sessionWith(sent))).records);
        const essence = ({ at, method, url, headers, body, outcome, carrier, keepalive }: RequestEntry) => {
          return { at, method, url, headers, body, outcome, carrier, keepalive };
        };
        expect(back && essence(back)).toEqual(essence(sent));
      }),
    );
  });

  it('keeps what a page was answered with', () => {
    const { records } = read(harText(sessionWith(aNavigation({ status: 404 }), aNavigation({ documentId: 'doc-2' }))));
    expect(timelineFrom(records).entries.map((entry) => entry.kind === 'navigation' && entry.status)).toEqual([
      404,
      undefined,
    ]);
  });

  it('has a request’s redirects in the order in which it was sent on, and reads them back', () => {
    const url = 'https://api.affitor.com/api/tracking/lead';
    const redirects = [
      { url: 'https://eu.affitor.com/api/tracking/lead', status: 308 },
      { url: 'https://eu.affitor.com/api/tracking/lead?2', status: 307 },
    ];
    const session = sessionWith(aRequest({ url, redirects, outcome: answered(1_760_000_000_500, 200) }));
    const hops = toHar(session).log.entries.map(({ request, response }) => [
      request.url,
      response.status,
      response.redirectURL,
    ]);
    expect(hops).toEqual([
      [url, 308, redirects[0]?.url],
      [redirects[0]?.url, 307, redirects[1]?.url],
      [redirects[1]?.url, 200, ''],
    ]);
    const [back, ...rest] = requestsIn(read(harText(session)).records);
    expect(back).toMatchObject({ url, redirects, outcome: { kind: 'answered', status: 200 } });
    expect(rest).toEqual([]);
  });

  it('has the pages, with the redirects that led to them', () => {
    const navigation = aNavigation({ url: 'https://s.example/?ref=A', redirects: ['https://go.example/a'] });
    const { records } = read(harText(sessionWith(navigation, aRequest({ documentId: navigation.documentId }))));
    expect(records[0]).toMatchObject({ kind: 'navigation', url: navigation.url, redirects: navigation.redirects });
    expect(records[1]?.documentUrl).toBe(navigation.url);
  });

  it('tells what became of a script that was asked for before its page was committed', () => {
    const page = aNavigation();
    const script = aScript({ documentId: page.documentId, at: page.at + 50 });
    const ofPage = { at: page.at - 5, documentId: page.documentId, documentUrl: page.url };
    const load = aRequest({ ...ofPage, method: 'GET', url: script.src, outcome: answered(page.at + 20, 404) });
    const scriptsIn = (...entries: Entry[]) =>
      timelineFrom(read(harText(sessionWith(...entries))).records).entries.filter(({ kind }) => kind === 'script');
    expect(scriptsIn(page, script, load)).toMatchObject([{ state: 'failed' }]);
    const other = { ...load, documentUrl: 'https://shop.example.com/other' };
    expect(scriptsIn(page, script, other)).toMatchObject([{ state: 'found' }]);
  });

  it('writes forms and bytes so that others can read them', () => {
    const form = aRequest({ body: { kind: 'form', fields: [['email', 'a b@c.d']] } });
    const bytes = aRequest({ body: { ...jsonBody(1), text: '//4A', encoding: 'base64' } });
    const [first, second] = toHar(sessionWith(form, bytes)).log.entries;
    expect(first?.request.postData).toMatchObject({
      text: 'email=a+b%40c.d',
      params: [{ name: 'email', value: 'a b@c.d' }],
    });
    expect(second?.request.postData).toMatchObject({ text: '//4A', _encoding: 'base64' });
  });
});
