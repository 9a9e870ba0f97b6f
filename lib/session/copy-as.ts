import type { RequestEntry } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import type { Header } from '@/lib/model/observation';
import type { ReplayRequest } from '@/lib/model/replay';
import { headerValue, parseJson, payloadOf } from '@/lib/tracker/decode';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { readCookieHeader } from './cookie-header';
import { writeCurl } from './curl';

/** A recorded request as text to paste elsewhere: a cURL command, a fetch call, or JSON. Secrets are masked unless asked. */
export type CopyOptions = { secrets: 'masked' | 'shown' };

export const MASK = '***';

const SECRET_HEADER =
  /^(?:authorization|proxy-authorization|x-api-key|api-key|x-auth-token|x-csrf-token|x-xsrf-token)$/i;
const API_TOKEN = /\baffitor_(?!click_id|aff_url|customer|test_cookie|redacted_)[\w-]{6,}/g;

/** What the browser sets by itself on every request, and a command better leaves to its own client. */
const BROWSER_HEADER = /^(?::.*|sec-.*|accept-encoding|accept-language|connection|content-length|host|priority|te)$/i;

export function callOf(entry: RequestEntry, { secrets }: CopyOptions): ReplayRequest {
  const headers = entry.headers
    .filter(([name]) => !BROWSER_HEADER.test(name))
    .map((header): Header => (secrets === 'shown' ? header : [header[0], maskHeader(header)]));
  const text = bodyText(entry);
  const body = text === undefined || secrets === 'shown' ? text : maskTokens(text);
  const url = secrets === 'shown' ? entry.url : maskTokens(entry.url);
  return { method: entry.method, url, headers, ...(body !== undefined && { body }) };
}

export const copyAsCurl = (entry: RequestEntry, options: CopyOptions): string => writeCurl(callOf(entry, options));

export function copyAsFetch(entry: RequestEntry, options: CopyOptions): string {
  const { method, url, headers, body } = callOf(entry, options);
  const cookies = headerValue(headers, 'cookie') !== undefined;
  const init: [string, string][] = [
    ['method', JSON.stringify(method)],
    ['headers', indent(JSON.stringify(Object.fromEntries(headers.filter(([name]) => !isForbidden(name))), null, 2))],
    ...(cookies ? ([['credentials', '"include"']] as [string, string][]) : []),
    ...(body === undefined ? [] : ([['body', bodyExpression(body)]] as [string, string][])),
  ];
  return `await fetch(${JSON.stringify(url)}, {\n${init.map(([name, value]) => `  ${name}: ${value},`).join('\n')}\n});`;
}

/** The request and its answer; payloads of JSON as JSON. */
export function copyAsJson(entry: RequestEntry, options: CopyOptions): string {
  const { method, url, headers } = callOf(entry, options);
  const request: JsonObject = { method, url, headers: headers.map(([name, value]) => ({ name, value })) };
  const payload = payloadOf(entry.body, entry.headers) ?? bodyText(entry);
  if (payload !== undefined) request.body = payload;
  const text = JSON.stringify({ request, ...answerOf(entry) }, null, 2);
  return options.secrets === 'shown' ? text : maskTokens(text);
}

function answerOf({ outcome }: RequestEntry): JsonObject {
  if (outcome.kind === 'pending') return {};
  if (outcome.kind === 'failed') return { failure: { reason: outcome.reason, message: outcome.message } };
  const body: Json | undefined =
    payloadOf(outcome.body, outcome.headers) ?? (outcome.body.kind === 'text' ? outcome.body.text : undefined);
  return { response: { status: outcome.status, ...(body !== undefined && { body }) } };
}

function bodyText({ body }: RequestEntry): string | undefined {
  if (body.kind === 'form') return new URLSearchParams(body.fields).toString();
  return body.kind === 'text' && body.encoding === 'utf8' ? body.text : undefined;
}

function maskHeader([name, value]: Header): string {
  if (/^cookie$/i.test(name)) {
    return readCookieHeader(value)
      .map((cookie) => `${cookie.name}=${TRACKER_COOKIES.includes(cookie.name) ? cookie.value : MASK}`)
      .join('; ');
  }
  if (!SECRET_HEADER.test(name)) return maskTokens(value);
  const scheme = /^(?:Bearer|Basic)\s+/i.exec(value)?.[0] ?? '';
  return `${scheme}${MASK}`;
}

const maskTokens = (text: string): string => text.replace(API_TOKEN, `affitor_${MASK}`);

/** Headers that scripts may not set. */
const isForbidden = (name: string): boolean => /^(?:cookie|origin|referer|user-agent)$/i.test(name);

function bodyExpression(body: string): string {
  const parsed = parseJson(body);
  if (parsed.ok && JSON.stringify(parsed.value) === body) {
    return `JSON.stringify(${indent(JSON.stringify(parsed.value, null, 2))})`;
  }
  return JSON.stringify(body);
}

const indent = (text: string): string => text.replaceAll('\n', '\n  ');
