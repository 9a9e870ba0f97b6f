import type { Body } from '@/lib/model/body';
import type { CookieEntry, Entry, NavigationEntry, Outcome, RequestEntry, ScriptEntry } from '@/lib/model/entry';
import type { Header } from '@/lib/model/observation';
import type { Session } from '@/lib/model/session';
import { headerValue } from '@/lib/tracker/decode';
import { isTrackerScript } from '@/lib/tracker/endpoint';
import { type NamedValue, readCookieHeader, readSetCookie } from './cookie-header';
import type { HarCookie, HarFile, HarFileEntry, HarFilePage, HarResponse } from './har-file';

/**
 * A session's requests as HAR 1.2, for Chromium's Network panel and whatever else opens one. Queue, calls, console and
 * cookie changes have no place in a HAR and stay in the session file; what HAR has no field for is under `_affitor`.
 */
export function toHar(session: Session): HarFile {
  const navigations = session.entries.filter(
    (entry): entry is NavigationEntry => entry.kind === 'navigation' && isDocument(entry),
  );
  const requests = session.entries.filter((entry): entry is RequestEntry => entry.kind === 'request');
  const own = navigations.map((): Entry[] => []);
  for (const entry of session.entries) own[pageIndex(entry, navigations)]?.push(entry);
  const pages = navigations.map(
    (entry, index): HarFilePage => ({ ...pageOf(entry, own[index] ?? []), id: `page_${index + 1}` }),
  );
  return {
    log: {
      version: '1.2',
      creator: { name: session.generator.name, version: session.generator.version },
      browser: browserOf(session.generator.browser),
      pages,
      entries: requests.flatMap((request) => entriesOf(request, pageRef(request, navigations))),
    },
  };
}

export const harText = (session: Session): string => `${JSON.stringify(toHar(session), null, 1)}\n`;

const isDocument = ({ frameId, navigationCause }: NavigationEntry): boolean =>
  frameId === 0 && ['load', 'reload', 'back-forward', 'prerender'].includes(navigationCause);

function pageOf({ at, url, redirects, status }: NavigationEntry, own: Entry[]): Omit<HarFilePage, 'id'> {
  const scripts = own.flatMap((entry) => (entry.kind === 'script' ? [tagOf(entry)] : []));
  const cookies = own.flatMap((entry) => (entry.kind === 'cookie' ? [cookieOf(entry)] : []));
  const answer = status === undefined ? {} : { status };
  const noted = { url, redirects, ...answer, scripts, cookies };
  return { startedDateTime: isoTime(at), title: url, pageTimings: {}, _affitor: noted };
}

const tagOf = ({ src, attributes, placement, state }: ScriptEntry) => ({
  src,
  attributes,
  placement,
  inert: state === 'inert',
});

const cookieOf = ({ at, action, name, value, attributes }: CookieEntry) => ({
  at,
  phase: action === 'changed' || action === 'unchanged' ? ('set' as const) : action,
  name,
  value,
  attributes,
});

/** The page an entry belongs to, by its document, or else the one on show at its time. */
function pageIndex({ documentId, at }: Entry, navigations: NavigationEntry[]): number {
  const own = navigations.findIndex((page) => page.documentId !== '' && page.documentId === documentId);
  return own >= 0 ? own : navigations.findLastIndex((page) => page.at <= at);
}

function pageRef(request: RequestEntry, navigations: NavigationEntry[]): string | undefined {
  const index = pageIndex(request, navigations);
  return index >= 0 ? `page_${index + 1}` : undefined;
}

/** One for each redirect on the way, then the one that was answered or failed. */
function entriesOf(request: RequestEntry, pageref: string | undefined): HarFileEntry[] {
  const sentTo = [request.url, ...request.redirects.map(({ url }) => url)];
  const durationMs = request.outcome.kind === 'answered' ? request.outcome.durationMs : endedAfter(request);
  return sentTo.map((url, hop) => {
    const redirect = request.redirects[hop];
    return redirect
      ? entryOf(request, url, redirectResponse(redirect.status, redirect.url), 0, pageref)
      : entryOf(request, url, responseOf(request.outcome), durationMs, pageref);
  });
}

function entryOf(
  request: RequestEntry,
  url: string,
  response: HarResponse,
  durationMs: number,
  pageref: string | undefined,
): HarFileEntry {
  const cookies = readCookieHeader(headerValue(request.headers, 'cookie') ?? '');
  const postData = postDataOf(request.body, request.headers);
  return {
    ...(pageref !== undefined && { pageref }),
    startedDateTime: isoTime(request.at),
    time: Math.max(0, durationMs),
    request: {
      method: request.method,
      url,
      httpVersion: 'unknown',
      cookies,
      headers: headersOf(request.headers),
      queryString: queryOf(url),
      ...(postData && { postData }),
      headersSize: -1,
      bodySize: sizeOf(request.body),
    },
    response,
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: Math.max(0, durationMs), receive: 0 },
    _resourceType: resourceType(request),
    _affitor: {
      number: request.number,
      carrier: request.carrier,
      witnesses: request.witnesses,
      documentUrl: request.documentUrl,
      keepalive: request.keepalive,
    },
  };
}

const endedAfter = ({ at, outcome }: RequestEntry): number => (outcome.kind === 'failed' ? outcome.endedAt - at : 0);

const EMPTY_RESPONSE: HarResponse = {
  status: 0,
  statusText: '',
  httpVersion: 'unknown',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
};

function redirectResponse(status: number, location: string): HarResponse {
  return { ...EMPTY_RESPONSE, status, headers: [{ name: 'location', value: location }], redirectURL: location };
}

function responseOf(outcome: Outcome): HarResponse {
  if (outcome.kind === 'pending') return { ...EMPTY_RESPONSE, _error: 'pending' };
  if (outcome.kind === 'failed') return { ...EMPTY_RESPONSE, statusText: outcome.message, _error: outcome.reason };
  const { status, statusText, headers, body } = outcome;
  const content = contentOf(body);
  return {
    ...EMPTY_RESPONSE,
    status,
    statusText,
    headers: headersOf(headers),
    cookies: headers
      .filter(([name]) => name.toLowerCase() === 'set-cookie')
      .flatMap(([, value]) => value.split('\n').map(harCookie)),
    content: { ...content, mimeType: headerValue(headers, 'content-type') ?? 'x-unknown' },
  };
}

function contentOf(body: Body): { size: number; text?: string; encoding?: string; comment?: string } {
  if (body.kind === 'text') {
    return { size: body.sizeBytes, text: body.text, ...(body.encoding === 'base64' && { encoding: 'base64' }) };
  }
  if (body.kind === 'form') return { size: sizeOf(body), text: encodeForm(body.fields) };
  return { size: 0, ...(body.kind === 'unavailable' && { comment: body.reason }) };
}

function postDataOf(body: Body, headers: readonly Header[]): HarFileEntry['request']['postData'] {
  const mimeType = headerValue(headers, 'content-type') ?? '';
  if (body.kind === 'text') {
    return { mimeType, text: body.text, ...(body.encoding === 'base64' && { _encoding: 'base64' }) };
  }
  if (body.kind !== 'form') return undefined;
  return {
    mimeType: mimeType || 'application/x-www-form-urlencoded',
    text: encodeForm(body.fields),
    params: body.fields.map(([name, value]) => ({ name, value })),
  };
}

const encodeForm = (fields: [string, string][]): string => new URLSearchParams(fields).toString();

function sizeOf(body: Body): number {
  if (body.kind === 'text') return body.sizeBytes;
  if (body.kind === 'form') return new TextEncoder().encode(encodeForm(body.fields)).length;
  return body.kind === 'none' ? 0 : -1;
}

const headersOf = (headers: readonly Header[]): NamedValue[] => headers.map(([name, value]) => ({ name, value }));

function queryOf(url: string): NamedValue[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

function harCookie(header: string): HarCookie {
  const { name, value, attributes } = readSetCookie(header);
  return {
    name,
    value,
    ...(attributes.path !== undefined && { path: attributes.path }),
    ...(attributes.domain !== undefined && { domain: attributes.domain }),
    ...(attributes.expiresAt !== undefined && { expires: isoTime(attributes.expiresAt) }),
    httpOnly: attributes.httpOnly === true,
    secure: attributes.secure === true,
  };
}

/** Chromium's names, which its Network panel filters by. */
function resourceType({ carrier, url }: RequestEntry): string {
  if (carrier === 'script' || isTrackerScript(url)) return 'script';
  const types: Partial<Record<RequestEntry['carrier'], string>> = {
    xhr: 'xhr',
    'xhr-sync': 'xhr',
    beacon: 'ping',
    image: 'image',
    document: 'document',
    form: 'document',
    other: 'other',
  };
  return types[carrier] ?? 'fetch';
}

function browserOf(browser: string): { name: string; version: string } {
  const [, name = browser, version = ''] = /^(.*?)[\s/]+([\d.]+)$/.exec(browser) ?? [];
  return { name, version };
}

const isoTime = (at: number): string => new Date(at).toISOString();
