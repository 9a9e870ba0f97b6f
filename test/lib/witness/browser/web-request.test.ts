import { describe, expect, it, vi } from 'vitest';
import { STILL_ARRIVING } from '@/lib/model/body';
import { failureReason } from '@/lib/model/failure-reason';
import {
  type Answered,
  createWebRequestWitness,
  type RequestRecord,
  type Sighting,
  type Started,
  translateHeaders,
} from '@/lib/witness/browser/web-request';

const LEAD = 'https://api.affitor.com/api/tracking/lead';

const aRecord = (overrides: Partial<RequestRecord> = {}): RequestRecord => ({
  requestId: '7',
  url: LEAD,
  method: 'POST',
  type: 'xmlhttprequest',
  tabId: 1,
  frameId: 0,
  timeStamp: 1000,
  initiator: 'https://shop.example',
  ...overrides,
});

const bytes = (text: string) => ({ raw: [{ bytes: new TextEncoder().encode(text).buffer }] });
const started = (overrides: Partial<Started> = {}): Started => ({
  ...aRecord(),
  requestBody: bytes('{}'),
  ...overrides,
});
const answered = (overrides: Partial<Answered> = {}): Answered => ({
  ...aRecord({ timeStamp: 1250 }),
  statusCode: 200,
  statusLine: 'HTTP/1.1 200 OK',
  responseHeaders: [{ name: 'content-type', value: 'application/json' }],
  ...overrides,
});

function aWitness() {
  const sightings: Sighting[] = [];
  const witness = createWebRequestWitness((sighting) => sightings.push(sighting));
  return { witness, sightings, reports: () => sightings.map(({ report }) => report) };
}

describe('the web request witness', () => {
  it('tells the head of an answer that takes long, and the whole at its end; of a redirect neither', () => {
    vi.useFakeTimers();
    try {
      const { witness, reports } = aWitness();
      const told = () =>
        reports().flatMap((report) => (report.kind === 'response' ? [[report.status, report.body]] : []));
      const notShown = { kind: 'unavailable', reason: 'webRequest shows no response bodies' };
      witness.onBeforeRequest(started());
      const moved = { ...answered({ statusCode: 307 }), redirectUrl: `${LEAD}/` };
      witness.onHeadersReceived(moved);
      witness.onBeforeRedirect(moved);
      vi.advanceTimersByTime(2_000);
      expect(told()).toEqual([[307, notShown]]);
      witness.onHeadersReceived(answered());
      expect(told().length).toBe(1);
      vi.advanceTimersByTime(2_000);
      expect(told()[1]).toEqual([200, { kind: 'unavailable', reason: STILL_ARRIVING }]);
      witness.onCompleted(answered({ timeStamp: 5_000 }));
      vi.advanceTimersByTime(2_000);
      expect(told().slice(2)).toEqual([[200, notShown]]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('joins a request’s events into one request and its response', () => {
    const { witness, sightings, reports } = aWitness();
    witness.onBeforeRequest(started());
    witness.onSendHeaders({ ...aRecord(), requestHeaders: [{ name: 'Origin', value: 'https://shop.example' }] });
    witness.onHeadersReceived(answered());
    witness.onCompleted(answered());
    expect(reports()).toEqual([
      {
        kind: 'request',
        at: 1000,
        requestId: 'w:7',
        carrier: 'fetch',
        method: 'POST',
        url: LEAD,
        headers: [['Origin', 'https://shop.example']],
        body: { kind: 'text', text: '{}', encoding: 'utf8', sizeBytes: 2 },
        initiator: 'https://shop.example',
      },
      {
        kind: 'response',
        at: 1250,
        requestId: 'w:7',
        url: LEAD,
        status: 200,
        statusText: 'OK',
        headers: [['content-type', 'application/json']],
        body: { kind: 'unavailable', reason: 'webRequest shows no response bodies' },
        durationMs: 250,
      },
    ]);
    expect(sightings.map(({ tabId, frameId }) => [tabId, frameId])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('tells a request once though Firefox begins it twice under one id', () => {
    const { witness, reports } = aWitness();
    witness.onBeforeRequest(started());
    witness.onBeforeRequest(started({ timeStamp: 1100 }));
    witness.onSendHeaders(aRecord());
    witness.onSendHeaders(aRecord());
    witness.onCompleted(answered());
    witness.onBeforeRequest(started({ timeStamp: 1300 }));
    witness.onCompleted(answered());
    expect(reports().map(({ kind, at }) => [kind, at])).toEqual([
      ['request', 1000],
      ['response', 1250],
    ]);
  });

  it('tells each hop of a redirect and the last answer, of one request', () => {
    const { witness, reports } = aWitness();
    witness.onBeforeRequest(started());
    witness.onSendHeaders(aRecord());
    witness.onBeforeRedirect({ ...answered({ statusCode: 307 }), redirectUrl: 'https://eu.affitor.com/lead' });
    witness.onBeforeRequest(started({ url: 'https://eu.affitor.com/lead' }));
    witness.onCompleted(answered({ url: 'https://eu.affitor.com/lead' }));
    expect(reports()).toMatchObject([
      { kind: 'request', url: LEAD },
      { kind: 'response', status: 307, redirectedTo: 'https://eu.affitor.com/lead' },
      { kind: 'response', status: 200, url: 'https://eu.affitor.com/lead' },
    ]);
  });

  it('tells a failure with its reason, also when nothing was sent', () => {
    const { witness, reports } = aWitness();
    witness.onBeforeRequest(started());
    witness.onErrorOccurred({ ...aRecord({ timeStamp: 1040 }), error: 'net::ERR_BLOCKED_BY_CLIENT' });
    expect(reports()).toMatchObject([
      { kind: 'request', body: { text: '{}' } },
      { kind: 'failure', reason: 'blocked-by-client', message: 'net::ERR_BLOCKED_BY_CLIENT', durationMs: 40 },
    ]);
  });

  it('takes a beacon whose answer Firefox does not read for answered', () => {
    const { witness, reports } = aWitness();
    witness.onBeforeRequest(started({ type: 'beacon' }));
    witness.onSendHeaders(aRecord({ type: 'beacon' }));
    witness.onHeadersReceived(answered({ type: 'beacon', statusCode: 204 }));
    witness.onErrorOccurred({ ...aRecord({ type: 'beacon' }), error: 'NS_ERROR_FAILURE' });
    expect(reports()).toMatchObject([{ carrier: 'beacon' }, { kind: 'response', status: 204 }]);
  });

  it('takes any other request that breaks off while it is answered for failed', () => {
    const { witness, reports } = aWitness();
    witness.onBeforeRequest(started());
    witness.onHeadersReceived(answered());
    witness.onErrorOccurred({ ...aRecord(), error: 'net::ERR_ABORTED' });
    expect(reports().at(-1)).toMatchObject({ kind: 'failure', reason: 'aborted' });
  });

  it('says of a request that had begun before it listened that the body is not known', () => {
    const { witness, reports } = aWitness();
    witness.onCompleted(answered());
    expect(reports()).toMatchObject([
      { kind: 'request', body: { kind: 'unavailable', reason: expect.stringContaining('had begun before') } },
      { kind: 'response' },
    ]);
  });

  it('leaves out the questions that browsers ask on their own', () => {
    const { witness, reports } = aWitness();
    const preflight = { method: 'OPTIONS', requestId: '8' };
    witness.onBeforeRequest(started(preflight));
    const requestHeaders = [{ name: 'Access-Control-Request-Method', value: 'POST' }];
    witness.onSendHeaders({ ...aRecord(preflight), requestHeaders });
    witness.onCompleted(answered(preflight));
    witness.onCompleted(answered({ method: 'OPTIONS', requestId: '9' }));
    expect(reports()).toEqual([]);
  });

  it('knows a worker by its origin, with no frame', () => {
    const { witness, sightings } = aWitness();
    witness.onBeforeRequest(started({ tabId: -1, documentUrl: 'https://shop.example/sw.js', frameId: 0 }));
    witness.onSendHeaders(aRecord({ tabId: -1 }));
    expect(sightings).toMatchObject([
      { tabId: -1, frameId: -1, initiator: 'https://shop.example', report: { carrier: 'worker' } },
    ]);
    expect(sightings[0]).not.toHaveProperty('documentUrl');
  });

  it('does not grow with requests that are over', () => {
    const { witness, reports } = aWitness();
    for (let id = 0; id < 1000; id += 1) {
      witness.onBeforeRequest(started({ requestId: String(id) }));
      witness.onCompleted(answered({ requestId: String(id) }));
    }
    witness.onCompleted(answered({ requestId: '999' }));
    expect(reports()).toHaveLength(2000);
  });
});

describe('headers', () => {
  it('are split where Firefox joined several Set-Cookie, and nowhere else', () => {
    expect(
      translateHeaders([
        { name: 'Set-Cookie', value: 'a=1; Path=/\nb=2' },
        { name: 'X-Lines', value: 'a\nb' },
        { name: 'X-Bytes', binaryValue: [97, 98] },
        { name: 'X-None' },
      ]),
    ).toEqual([
      ['Set-Cookie', 'a=1; Path=/'],
      ['Set-Cookie', 'b=2'],
      ['X-Lines', 'a\nb'],
      ['X-Bytes', 'ab'],
      ['X-None', ''],
    ]);
  });
});

describe('a network error', () => {
  const cases: [error: string, reason: string][] = [
    ['net::ERR_ABORTED', 'aborted'],
    ['NS_BINDING_ABORTED', 'aborted'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'blocked-by-client'],
    ['NS_ERROR_ABORT', 'blocked-by-client'],
    ['NS_ERROR_TRACKING_URI', 'blocked-by-client'],
    ['net::ERR_BLOCKED_BY_CSP', 'blocked-by-csp'],
    ['NS_ERROR_DOM_BAD_URI', 'cors'],
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['NS_ERROR_UNKNOWN_HOST', 'dns'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['NS_ERROR_OFFLINE', 'offline'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
    ['NS_ERROR_NET_TIMEOUT', 'timeout'],
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['NS_ERROR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_CONNECTION_RESET', 'network'],
    ['anything', 'network'],
  ];
  it.each(cases)('%s means %s', (error, reason) => {
    expect(failureReason(error)).toBe(reason);
  });
});
