import { type Body, STILL_ARRIVING } from '@/lib/model/body';
import { failureReason } from '@/lib/model/failure-reason';
import type { Carrier, Header, Report } from '@/lib/model/observation';
import { type RequestBodyRecord, translateRequestBody } from './request-body';

/**
 * The background's network witness: joins what `webRequest` says of one request in several events into a request and
 * its response or failure. It sees what no page code can forge, and bodies of responses never.
 */
export type RequestRecord = {
  requestId: string;
  url: string;
  method: string;
  type: string;
  tabId: number;
  frameId: number;
  timeStamp: number;
  /** Chromium: the document that asks. */
  documentId?: string | undefined;
  /** Firefox: its URL, or the worker script's. */
  documentUrl?: string | undefined;
  originUrl?: string | undefined;
  /** Chromium: its origin. */
  initiator?: string | undefined;
};

type HeaderRecord = { name: string; value?: string | undefined; binaryValue?: unknown };

export type Started = RequestRecord & { requestBody?: RequestBodyRecord | null | undefined };
export type Sent = RequestRecord & { requestHeaders?: HeaderRecord[] | undefined };
export type Answered = RequestRecord & {
  statusCode: number;
  statusLine: string;
  responseHeaders?: HeaderRecord[] | undefined;
};
export type Redirected = Answered & { redirectUrl: string };
export type Failed = RequestRecord & { error: string };

/** A report and where it was seen; `tabId` −1 is a worker's, known by its origin alone. */
export type Sighting = {
  report: Extract<Report, { kind: 'request' | 'response' | 'failure' }>;
  tabId: number;
  frameId: number;
  documentId?: string;
  documentUrl?: string;
  /** Where the request came from, as far as the browser tells. */
  initiator?: string;
};

export type WebRequestWitness = {
  onBeforeRequest(record: Started): void;
  onSendHeaders(record: Sent): void;
  onHeadersReceived(record: Answered): void;
  onBeforeRedirect(record: Redirected): void;
  onCompleted(record: Answered): void;
  onErrorOccurred(record: Failed): void;
};

type Exchange = { startedAt: number; body: Body; isTold: boolean; answer?: Answered };

const NOT_SHOWN: Body = { kind: 'unavailable', reason: 'webRequest shows no response bodies' };
const MISSED: Body = { kind: 'unavailable', reason: 'The request had begun before the extension listened to it' };
const ARRIVING: Body = { kind: 'unavailable', reason: STILL_ARRIVING };
/** An answer may take long, or never end: its status and headers are told after this time, and again at its end. */
const ARRIVING_MS = 1_000;
/** Finished requests whose late or repeated events are still recognised. */
const REMEMBERED = 200;

export function createWebRequestWitness(emit: (sighting: Sighting) => void): WebRequestWitness {
  const underWay = new Map<string, Exchange>();
  const finished = new Set<string>();

  function exchangeOf(record: RequestRecord): Exchange {
    const known = underWay.get(record.requestId);
    if (known) return known;
    const body: Body = record.method === 'GET' ? { kind: 'none' } : MISSED;
    const exchange = { startedAt: record.timeStamp, body, isTold: false };
    underWay.set(record.requestId, exchange);
    return exchange;
  }

  function tell(record: RequestRecord, report: Sighting['report']): void {
    const { tabId, frameId, documentId, documentUrl } = record;
    const initiator = initiatorOf(record);
    emit({
      report,
      tabId,
      frameId: tabId < 0 ? -1 : frameId,
      ...(documentId !== undefined && { documentId }),
      ...(documentUrl !== undefined && tabId >= 0 && { documentUrl }),
      ...(initiator !== undefined && { initiator }),
    });
  }

  /** Firefox reads nothing of what comes back to a beacon and breaks off, having been answered all the same. */
  const wasAnswered = (record: Failed): Answered | undefined =>
    carrierOf(record) === 'beacon' ? underWay.get(record.requestId)?.answer : undefined;

  /** Said once, as soon as the headers are known or will not be. */
  function tellRequest(record: Sent): Exchange {
    const exchange = exchangeOf(record);
    if (exchange.isTold) return exchange;
    exchange.isTold = true;
    const { requestId, url, method } = record;
    const initiator = initiatorOf(record);
    tell(record, {
      kind: 'request',
      at: exchange.startedAt,
      requestId: `w:${requestId}`,
      carrier: carrierOf(record),
      method,
      url,
      headers: translateHeaders(record.requestHeaders),
      body: exchange.body,
      ...(initiator !== undefined && { initiator }),
    });
    return exchange;
  }

  function tellResponse(record: Answered, redirectedTo?: string, body = NOT_SHOWN): void {
    const { startedAt } = tellRequest(record);
    tell(record, {
      kind: 'response',
      at: record.timeStamp,
      requestId: `w:${record.requestId}`,
      url: record.url,
      status: record.statusCode,
      statusText: statusText(record.statusLine),
      headers: translateHeaders(record.responseHeaders),
      body,
      durationMs: Math.max(0, record.timeStamp - startedAt),
      ...(redirectedTo !== undefined && { redirectedTo }),
    });
  }

  function finish(requestId: string): void {
    underWay.delete(requestId);
    finished.add(requestId);
    const [oldest] = finished;
    if (finished.size > REMEMBERED && oldest !== undefined) finished.delete(oldest);
  }

  /** Nothing more is to be told of it: it was told to its end, or is a preflight that was noticed too late. */
  const isOver = ({ requestId, method }: RequestRecord): boolean =>
    finished.has(requestId) || (method === 'OPTIONS' && !underWay.has(requestId));

  return {
    onBeforeRequest(record) {
      // Firefox says it again under the same id when a service worker hands the request on; a redirect does so too.
      if (underWay.has(record.requestId) || finished.has(record.requestId)) return;
      const body = translateRequestBody(record.requestBody);
      underWay.set(record.requestId, { startedAt: record.timeStamp, body, isTold: false });
    },
    onSendHeaders(record) {
      if (finished.has(record.requestId)) return;
      if (isPreflight(record)) finish(record.requestId);
      else tellRequest(record);
    },
    onHeadersReceived(record) {
      if (isOver(record)) return;
      const exchange = exchangeOf(record);
      exchange.answer = record;
      const tellHead = () => {
        if (underWay.get(record.requestId)?.answer === record) tellResponse(record, undefined, ARRIVING);
      };
      setTimeout(tellHead, ARRIVING_MS);
    },
    onBeforeRedirect(record) {
      if (isOver(record)) return;
      tellResponse(record, record.redirectUrl);
      delete exchangeOf(record).answer;
    },
    onCompleted(record) {
      if (isOver(record)) return;
      tellResponse(record);
      finish(record.requestId);
    },
    onErrorOccurred(record) {
      if (isOver(record)) return;
      const answer = wasAnswered(record);
      if (answer) {
        tellResponse(answer);
        finish(record.requestId);
        return;
      }
      const { startedAt } = tellRequest(record);
      const { requestId, url, error, timeStamp } = record;
      tell(record, {
        kind: 'failure',
        at: timeStamp,
        requestId: `w:${requestId}`,
        url,
        reason: failureReason(error),
        message: error,
        durationMs: Math.max(0, timeStamp - startedAt),
      });
      finish(requestId);
    },
  };
}

export function translateHeaders(headers: readonly HeaderRecord[] | undefined): Header[] {
  return (headers ?? []).flatMap(({ name, value, binaryValue }): Header[] => {
    const bytes = Array.isArray(binaryValue) ? binaryValue : [];
    const text = value ?? String.fromCharCode(...bytes.filter(Number.isInteger));
    // Firefox joins what came as several Set-Cookie headers, by line breaks.
    const values = name.toLowerCase() === 'set-cookie' ? text.split('\n') : [text];
    return values.map((one) => [name, one]);
  });
}

/** Of `HTTP/1.1 404 Not Found`; HTTP/2 has none. */
const statusText = (statusLine: string): string => /^\S+ \d+ (.*)$/.exec(statusLine)?.[1]?.trim() ?? '';

const initiatorOf = ({ initiator, originUrl, documentUrl }: RequestRecord): string | undefined =>
  initiator ?? originUrl ?? documentUrl;

/** The question the browser asks first, of its own accord, about a request to another origin. */
const isPreflight = ({ method, requestHeaders }: Sent): boolean =>
  method === 'OPTIONS' &&
  (requestHeaders ?? []).some(({ name }) => name.toLowerCase() === 'access-control-request-method');

/** The API tells the kind of resource, not the call: `fetch` and XHR are one kind to it. */
function carrierOf({ tabId, type }: RequestRecord): Carrier {
  if (tabId < 0) return 'worker';
  switch (type) {
    case 'xmlhttprequest':
      return 'fetch';
    case 'ping':
    case 'beacon':
      return 'beacon';
    case 'image':
    case 'imageset':
      return 'image';
    case 'script':
      return 'script';
    case 'main_frame':
    case 'sub_frame':
      return 'document';
    default:
      return 'other';
  }
}
