import * as v from 'valibot';
import type { RequestEntry } from '@/lib/model/entry';
import type { Header } from '@/lib/model/observation';
import type { ReplayRequest } from '@/lib/model/replay';

/**
 * A recorded request made into one that can be sent again: from an entry, pointed at another host, or from the text
 * a person edited.
 */
export type ReplayRequestReading = { ok: true; request: ReplayRequest } | { ok: false; message: string };

/** What the browser or the connection sets by itself; sending the recorded value again would lie or be refused. */
const CONNECTION_HEADERS =
  /^(?::.*|accept-(?:charset|encoding)|access-control-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|priority|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade|user-agent|via)$/i;

export const isReplayableHeader = (name: string): boolean => !CONNECTION_HEADERS.test(name);

/** Refused when the body was not seen whole: a replay of half a body would test something else. */
export function requestFromEntry(entry: RequestEntry): ReplayRequestReading {
  const headers = entry.headers.filter(([name]) => isReplayableHeader(name));
  const origin = pageOrigin(entry);
  const base = { method: entry.method.toUpperCase(), url: entry.url, headers, ...(origin && { origin }) };
  const { body } = entry;
  if (body.kind === 'none' || base.method === 'GET' || base.method === 'HEAD') return { ok: true, request: base };
  if (body.kind === 'unavailable')
    return { ok: false, message: `The body of #${entry.number} is not known: ${body.reason}` };
  if (body.kind === 'form') {
    const text = new URLSearchParams(body.fields).toString();
    return { ok: true, request: { ...base, headers: withContentType(headers, FORM_TYPE), body: text } };
  }
  if (body.encoding === 'base64')
    return { ok: false, message: `The body of #${entry.number} is binary and cannot be replayed.` };
  if (body.truncated || body.digest !== undefined) {
    return {
      ok: false,
      message: `Only the beginning of the body of #${entry.number} is here. Open the event once to load it.`,
    };
  }
  const type = /^\s*[[{]/.test(body.text) ? JSON_TYPE : 'text/plain;charset=UTF-8';
  return { ok: true, request: { ...base, headers: withContentType(headers, type), body: body.text } };
}

const FORM_TYPE = 'application/x-www-form-urlencoded;charset=UTF-8';
const JSON_TYPE = 'application/json';

function withContentType(headers: Header[], type: string): Header[] {
  return headers.some(([name]) => name.toLowerCase() === 'content-type')
    ? headers
    : [...headers, ['content-type', type]];
}

/** Sandboxed and blank documents have none of their own; neither has what was not sent by a page. */
function pageOrigin(entry: RequestEntry): string | undefined {
  if (!URL.canParse(entry.documentUrl)) return undefined;
  const { origin } = new URL(entry.documentUrl);
  return origin === 'null' ? undefined : origin;
}

/** The same path and query at another origin; `base` is an absolute URL whose path is put in front. */
export function retarget(request: ReplayRequest, base: string): ReplayRequest {
  const from = new URL(request.url);
  const to = new URL(base);
  const prefix = to.pathname.replace(/\/$/, '');
  return { ...request, url: `${to.origin}${prefix}${from.pathname}${from.search}` };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const editedSchema = v.object({
  method: v.pipe(v.string(), v.toUpperCase(), v.picklist(METHODS, `The method is one of ${METHODS.join(', ')}.`)),
  url: v.pipe(
    v.string(),
    v.check(
      (url) => URL.canParse(url),
      'The URL is not complete. Write it with its scheme, as in https://api.affitor.com/….',
    ),
    v.check(
      (url) => /^https?:/i.test(url),
      'Only http and https can be replayed. Write the URL with its scheme, as in https://api.affitor.com/….',
    ),
  ),
  headers: v.array(
    v.tuple([
      v.pipe(
        v.string(),
        v.regex(/^[!#$%&'*+.^_`|~0-9a-z-]+$/i, 'A header name holds letters, digits and dashes only.'),
      ),
      v.pipe(v.string(), v.regex(/^[^\r\n\0]*$/, 'A header value stands on one line.')),
    ]),
  ),
  body: v.exactOptional(v.string()),
  origin: v.exactOptional(v.string()),
});

/** Checks what a person typed. The body may be any text; when it looks like JSON it has to be JSON. */
export function checkEdited(edited: unknown): ReplayRequestReading {
  const parsed = v.safeParse(editedSchema, edited);
  if (!parsed.success) return { ok: false, message: parsed.issues[0].message };
  const request = parsed.output;
  const problem = request.body === undefined ? undefined : jsonProblem(request.body);
  return problem ? { ok: false, message: problem } : { ok: true, request };
}

/** Why a body that looks like JSON is none, with line and column where the engine tells; undefined when it is fine. */
export function jsonProblem(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : 'not valid JSON';
    const place = placeIn(text, said);
    return place
      ? `The body is not valid JSON at line ${place.line}, column ${place.column}.`
      : `The body is not valid JSON: ${said}.`;
  }
}

/** Where an engine says that JSON ends to be any. Chromium tells the offset but at the end, Firefox line and column. */
function placeIn(text: string, said: string): { line: string | number; column: string | number } | undefined {
  const [, line, column] = /\bline (\d+) column (\d+)/.exec(said) ?? [];
  if (line !== undefined && column !== undefined) return { line, column };
  const offset = /end of JSON/.test(said) ? text.length : /position (\d+)/.exec(said)?.[1];
  if (offset === undefined) return undefined;
  const before = text.slice(0, Number(offset)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
