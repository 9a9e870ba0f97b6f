import * as v from 'valibot';
import type { Body } from '@/lib/model/body';
import { STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import type { Carrier, Header } from '@/lib/model/observation';
import { carrier } from '@/lib/model/observation-schema';
import { headerValue } from '@/lib/tracker/decode';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { isTrackerHost, isTrackerScript, recogniseEndpoint } from '@/lib/tracker/endpoint';
import { readCookieHeader, readSetCookie } from './cookie-header';
import { failureOf, type HarFailure } from './har-failure';
import type { HarEntry } from './har-schema';
import { type TrackerTag, trackerTags } from './script-tags';

/**
 * One entry of a HAR, reduced to what an observation of it needs. Most of a HAR is other people's traffic, of which
 * nothing is kept.
 */
export type Exchange = {
  order: number;
  startedAt: number;
  endedAt: number;
  /** When the response's first byte came: a document is committed then. */
  answeredAt: number;
  method: string;
  url: string;
  /** `cookies`: of no interest but for the tracker's cookies it brought along or set. */
  role: 'tracker' | 'script' | 'document' | 'own' | 'cookies';
  carrier: Carrier;
  keepalive: boolean;
  viaServiceWorker: boolean;
  pageref: string | undefined;
  documentUrl: string | undefined;
  requestHeaders: Header[];
  requestBody: Body;
  status: number;
  statusText: string;
  redirectUrl: string | undefined;
  responseHeaders: Header[];
  responseBody: Body;
  failure: HarFailure | undefined;
  /** Tracker tags in a document's HTML, when the HAR has it. */
  tags: TrackerTag[];
};

/** Bodies of the page's own requests are evidence of what was sent along, not more. */
const OWN_BODY_LIMIT = 64 * 1024;

export function toExchange(entry: HarEntry, order: number): Exchange | undefined {
  const { request, response, timings } = entry;
  const startedAt = Date.parse(entry.startedDateTime);
  const requestHeaders = headersOf(request.headers);
  const responseHeaders = headersOf(response.headers);
  if (!Number.isFinite(startedAt) || isPreflight(request.method, requestHeaders)) return undefined;
  const role = roleOf(entry, requestHeaders, responseHeaders);
  if (!role) return undefined;
  const beforeBody = [timings.blocked, timings.dns, timings.connect, timings.send, timings.wait]
    .filter((ms) => Number.isFinite(ms) && ms > 0)
    .reduce((sum, ms) => sum + ms, 0);
  const total = Number.isFinite(entry.time) ? Math.max(0, entry.time) : beforeBody;
  const limit = role === 'tracker' || role === 'script' ? STORED_BODY_LIMIT_BYTES : OWN_BODY_LIMIT;
  return {
    order,
    startedAt,
    endedAt: startedAt + total,
    answeredAt: startedAt + Math.min(beforeBody, total),
    method: request.method.toUpperCase(),
    url: request.url,
    role,
    carrier: carrierOf(entry, requestHeaders, role),
    keepalive: entry._affitor?.keepalive ?? false,
    viaServiceWorker: response._fetchedViaServiceWorker,
    pageref: entry.pageref ?? undefined,
    documentUrl: entry._affitor?.documentUrl ?? undefined,
    requestHeaders,
    requestBody: role === 'cookies' ? { kind: 'none' } : requestBody(request, limit),
    status: response.status,
    statusText: response.statusText,
    redirectUrl: response.redirectURL === '' ? undefined : absolute(response.redirectURL, request.url),
    responseHeaders,
    responseBody: role === 'tracker' || role === 'own' ? responseBody(response, limit) : { kind: 'none' },
    failure: response.status === 0 ? failureOf(response._error, response.statusText) : undefined,
    tags: role === 'document' ? trackerTags(htmlOf(response)) : [],
  };
}

const headersOf = (headers: HarEntry['request']['headers']): Header[] =>
  headers.flatMap(({ name, value }): Header[] =>
    // Firefox writes several Set-Cookie headers as one, a line each.
    name.toLowerCase() === 'set-cookie' ? value.split('\n').map((line) => [name, line]) : [[name, value]],
  );

const isPreflight = (method: string, headers: Header[]): boolean =>
  method.toUpperCase() === 'OPTIONS' && headerValue(headers, 'access-control-request-method') !== undefined;

function roleOf(entry: HarEntry, requestHeaders: Header[], responseHeaders: Header[]): Exchange['role'] | undefined {
  const { method, url } = entry.request;
  if (!/^https?:/i.test(url)) return undefined;
  if (isTrackerScript(url)) return 'script';
  if (recogniseEndpoint(url, method) || (URL.canParse(url) && isTrackerHost(new URL(url).host))) return 'tracker';
  if (isDocument(entry, requestHeaders, responseHeaders)) return 'document';
  const writes = ['POST', 'PUT', 'PATCH'].includes(method.toUpperCase());
  const names = [
    ...readCookieHeader(headerValue(requestHeaders, 'cookie') ?? ''),
    ...responseHeaders.filter(([name]) => /^set-cookie$/i.test(name)).map(([, value]) => readSetCookie(value)),
  ].map(({ name }) => name);
  if (writes || /callback/i.test(url)) return 'own';
  return names.some((name) => TRACKER_COOKIES.includes(name)) ? 'cookies' : undefined;
}

function htmlOf({ content }: HarEntry['response']): string {
  if (content.text === null || content.encoding !== 'base64') return content.text ?? '';
  const bytes = bytesOf(content.text);
  return (bytes && decodeUtf8(bytes)) ?? '';
}

function isDocument({ _resourceType, response }: HarEntry, request: Header[], answer: Header[]): boolean {
  const destination = headerValue(request, 'sec-fetch-dest');
  if (destination !== undefined) return destination === 'document';
  if (_resourceType !== null) return _resourceType === 'document';
  const type = headerValue(answer, 'content-type') ?? response.content.mimeType;
  const wantsPage = /text\/html/.test(headerValue(request, 'accept') ?? '');
  return wantsPage && (/text\/html/.test(type) || response.redirectURL !== '');
}

const CARRIERS: Record<string, Carrier> = {
  fetch: 'fetch',
  xhr: 'xhr',
  ping: 'beacon',
  beacon: 'beacon',
  image: 'image',
  script: 'script',
  document: 'document',
  empty: 'fetch',
};

const isCarrier = (name: string): name is Carrier => v.is(carrier, name);

function carrierOf(entry: HarEntry, headers: Header[], role: Exchange['role']): Carrier {
  const own = entry._affitor?.carrier;
  if (own && isCarrier(own)) return own;
  if (role === 'script' || role === 'document') return role;
  const named = CARRIERS[entry._resourceType ?? ''] ?? CARRIERS[headerValue(headers, 'sec-fetch-dest') ?? ''];
  return named ?? 'other';
}

function requestBody({ postData, bodySize, method }: HarEntry['request'], limit: number): Body {
  if (!postData) {
    if (bodySize <= 0 || method === 'GET' || method === 'HEAD') return { kind: 'none' };
    return { kind: 'unavailable', reason: 'The HAR has no body for this request' };
  }
  if (postData.text) return textBody(postData.text, postData._encoding ?? postData.encoding, limit);
  if (postData.params.length > 0) {
    return { kind: 'form', fields: postData.params.map(({ name, value }) => [name, value]) };
  }
  return { kind: 'none' };
}

function responseBody({ content, status }: HarEntry['response'], limit: number): Body {
  if (content.text !== null) {
    return content.text === '' ? { kind: 'none' } : textBody(content.text, content.encoding, limit);
  }
  if (content.size <= 0 || status === 0) return { kind: 'none' };
  return { kind: 'unavailable', reason: 'The HAR was written without response bodies' };
}

/** Exporters write base64 for what they take for binary, which JSON of an unknown type is to some. */
function textBody(text: string, encoding: string | null, limit: number): Body {
  if (encoding === 'base64') {
    const bytes = bytesOf(text);
    if (!bytes) return { kind: 'unavailable', reason: 'The HAR holds a body that is not the base64 it says it is' };
    const plain = decodeUtf8(bytes);
    if (plain !== undefined) return cut(plain, 'utf8', bytes.length, limit);
    return cut(text, 'base64', bytes.length, limit);
  }
  return cut(text, 'utf8', new TextEncoder().encode(text).length, limit);
}

function cut(text: string, encoding: 'utf8' | 'base64', sizeBytes: number, limit: number): Body {
  if (text.length <= limit) return { kind: 'text', text, encoding, sizeBytes };
  return { kind: 'text', text: text.slice(0, limit - (limit % 4)), encoding, sizeBytes, truncated: true };
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const absolute = (url: string, base: string): string => (URL.canParse(url, base) ? new URL(url, base).href : url);
