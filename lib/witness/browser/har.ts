import type { Body } from '@/lib/model/body';
import { failureReason } from '@/lib/model/failure-reason';
import type { Carrier, Header, Report } from '@/lib/model/observation';
import { translateBytes } from './request-body';

/**
 * The DevTools page's witness: translates an entry of DevTools' network log, which has what no other witness has, the
 * body of the response with status, headers and timing as the browser got them.
 */
export type HarRecord = {
  startedDateTime: string;
  /** Total ms; −1 when unknown. */
  time: number;
  request: {
    method: string;
    url: string;
    headers: readonly { name: string; value: string }[];
    postData?: HarPostData | undefined;
    bodySize?: number | undefined;
  };
  response: {
    status: number;
    statusText: string;
    headers: readonly { name: string; value: string }[];
    redirectURL?: string | undefined;
    content?: { size?: number | undefined } | undefined;
    /** Chromium: such as `net::ERR_BLOCKED_BY_CLIENT`. */
    _error?: string | null | undefined;
    /** Chromium. */
    _fetchedViaServiceWorker?: boolean | undefined;
  };
  _resourceType?: string | null | undefined;
  /** An object in Chromium, a string or nothing elsewhere. */
  _initiator?: unknown;
};

type HarPostData = {
  text?: string | undefined;
  params?: readonly { name: string; value?: string | undefined }[] | undefined;
};

/** What `getContent` gave; undefined when it gave nothing. */
export type HarContent = { text: string; encoding: string } | undefined;

export function translateHar(record: HarRecord, content: HarContent, requestId: string): Report[] {
  const { request, response } = record;
  const startedAt = Date.parse(record.startedDateTime);
  if (!Number.isFinite(startedAt) || isPreflight(record)) return [];
  const durationMs = record.time >= 0 && Number.isFinite(record.time) ? record.time : undefined;
  const initiator = initiatorOf(record);
  const ended = { requestId, at: startedAt + (durationMs ?? 0), url: request.url };
  const took = durationMs !== undefined && { durationMs };
  const asked: Report = {
    kind: 'request',
    at: startedAt,
    requestId,
    carrier: carrierOf(record),
    method: request.method,
    url: request.url,
    headers: headersOf(request.headers),
    body: requestBodyOf(request, response.status === 0),
    ...(initiator !== undefined && { initiator }),
    ...(response._fetchedViaServiceWorker === true && { viaServiceWorker: true }),
  };
  if (response.status === 0) {
    const error = response._error;
    // Without a word about why, nobody knows: Chromium lists what was open when its page was left just so, and with
    // `keepalive` that arrives all the same. How it ended is for the other witnesses to say.
    if (!error) return [asked];
    return [asked, { kind: 'failure', ...ended, ...took, reason: failureReason(error), message: error }];
  }
  return [
    asked,
    {
      kind: 'response',
      ...ended,
      ...took,
      status: response.status,
      statusText: response.statusText,
      headers: headersOf(response.headers),
      body: contentOf(content, response.content?.size),
      ...(response.redirectURL && { redirectedTo: response.redirectURL }),
    },
  ];
}

const headersOf = (headers: readonly { name: string; value: string }[]): Header[] =>
  headers.flatMap(({ name, value }): Header[] =>
    (name.toLowerCase() === 'set-cookie' ? value.split('\n') : [value]).map((one) => [name, one]),
  );

/** Of a request that was cut off Firefox's log may have no body yet. */
function requestBodyOf({ method, postData, bodySize = 0 }: HarRecord['request'], isCutOff: boolean): Body {
  if (!postData) {
    const isEmpty = (bodySize <= 0 && !isCutOff) || method === 'GET' || method === 'HEAD';
    return isEmpty ? { kind: 'none' } : { kind: 'unavailable', reason: 'DevTools’ network log left it out' };
  }
  if (postData.text) return textBody(postData.text);
  if (postData.params?.length) {
    return { kind: 'form', fields: postData.params.map(({ name, value = '' }) => [name, value]) };
  }
  return { kind: 'none' };
}

function contentOf(content: HarContent, sizeBytes = 0): Body {
  if (content === undefined) {
    if (sizeBytes <= 0) return { kind: 'none' };
    return { kind: 'unavailable', reason: 'DevTools no longer had the response’s body' };
  }
  if (content.encoding === 'base64') {
    const binary = decodeBase64(content.text);
    if (!binary) return { kind: 'unavailable', reason: 'DevTools gave a body that is not base64 as it said' };
    return translateBytes(binary);
  }
  return content.text === '' ? { kind: 'none' } : textBody(content.text);
}

function textBody(text: string): Body {
  return translateBytes(new TextEncoder().encode(text));
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function initiatorOf({ _initiator }: HarRecord): string | undefined {
  const isNamed = typeof _initiator === 'object' && _initiator !== null && 'url' in _initiator;
  return isNamed && typeof _initiator.url === 'string' ? _initiator.url : undefined;
}

const isPreflight = ({ request, _resourceType }: HarRecord): boolean =>
  request.method === 'OPTIONS' &&
  (_resourceType === 'preflight' ||
    request.headers.some(({ name }) => name.toLowerCase() === 'access-control-request-method'));

function carrierOf(record: HarRecord): Carrier {
  switch (record._resourceType) {
    case 'xhr':
      return 'xhr';
    case 'ping':
      return 'beacon';
    case 'image':
      return 'image';
    case 'script':
      return 'script';
    case 'document':
      return 'document';
    case 'fetch':
      return 'fetch';
    default:
      return 'other';
  }
}
