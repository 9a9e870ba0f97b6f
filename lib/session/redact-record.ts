import type { Body } from '@/lib/model/body';
import type { Json, JsonObject, Snapshot } from '@/lib/model/json';
import type { CookieAuthor, Header, JournalRecord } from '@/lib/model/observation';
import type { CookieState } from '@/lib/model/session';
import type { TextRedactor } from './redact-text';
import { categoryOfKey } from './sensitive-keys';

/**
 * Walks one journal record and hands each part that page or server filled to the text redactor. What browser and
 * extension stamped (ids, times, kinds) stays, so that the redacted journal folds as the original does.
 */
export function redactRecord(record: JournalRecord, redactor: TextRedactor): JournalRecord {
  const text = (value: string) => redactor.text(value);
  const page = { documentUrl: redactor.url(record.documentUrl) };
  const stack = 'stack' in record && record.stack !== undefined ? { stack: text(record.stack) } : {};
  const message = 'message' in record && record.message !== undefined ? { message: text(record.message) } : {};
  switch (record.kind) {
    case 'navigation':
      return {
        ...record,
        ...page,
        url: redactor.url(record.url),
        ...(record.referrer !== undefined && { referrer: redactor.url(record.referrer) }),
        ...(record.redirects && { redirects: record.redirects.map((url) => redactor.url(url)) }),
        ...(record.title !== undefined && { title: text(record.title) }),
      };
    case 'script':
      return {
        ...record,
        ...page,
        ...message,
        src: redactor.url(record.src),
        attributes: redactAttributes(record.attributes, redactor),
      };
    case 'global':
      return { ...record, ...page, state: redactObject(record.state, redactor) };
    case 'call':
      return {
        ...record,
        ...page,
        ...stack,
        ...(record.args && { args: redactArguments(record.method, record.args, redactor) }),
        ...(record.value !== undefined && { value: redactor.json(record.value) }),
      };
    case 'queue':
      return {
        ...record,
        ...page,
        ...stack,
        ...message,
        ...(record.item !== undefined && { item: redactItem(record.item, redactor) }),
      };
    case 'console':
      return {
        ...record,
        ...page,
        ...stack,
        text: text(record.text),
        args: record.args.map((arg) => redactor.json(arg)),
      };
    case 'request':
      return {
        ...record,
        ...page,
        ...stack,
        url: redactor.url(record.url),
        headers: redactHeaders(record.headers, redactor),
        body: redactBody(record.body, redactor),
        ...(record.initiator !== undefined && { initiator: text(record.initiator) }),
      };
    case 'response':
      return {
        ...record,
        ...page,
        url: redactor.url(record.url),
        headers: redactHeaders(record.headers, redactor),
        body: redactBody(record.body, redactor),
        ...(record.redirectedTo !== undefined && { redirectedTo: redactor.url(record.redirectedTo) }),
      };
    case 'failure':
      return { ...record, ...page, url: redactor.url(record.url), message: text(record.message) };
    case 'cookie':
      return {
        ...record,
        ...page,
        ...stack,
        ...message,
        value: redactor.cookie(record.name, record.value),
        ...(record.previous !== undefined && { previous: redactor.cookie(record.name, record.previous) }),
        author: redactAuthor(record.author, redactor),
      };
    case 'storage':
      return { ...record, ...page, message: text(record.message) };
  }
}

export const redactCookieState = (cookie: CookieState, redactor: TextRedactor): CookieState => ({
  ...cookie,
  value: redactor.cookie(cookie.name, cookie.value),
});

export function redactObject(value: JsonObject, redactor: TextRedactor): JsonObject {
  return redactor.json(value) as JsonObject;
}

export function redactHeaders(headers: readonly Header[], redactor: TextRedactor): Header[] {
  return headers.map(([name, value]) => [name, redactHeader(name.toLowerCase(), value, redactor)]);
}

function redactHeader(name: string, value: string, redactor: TextRedactor): string {
  if (name === 'cookie') return mapPairs(value, ';', (pair) => redactPair(pair, redactor));
  if (name === 'set-cookie') return mapPairs(value, '\n', (line) => redactSetCookie(line, redactor));
  if (name === 'authorization' || name === 'proxy-authorization') {
    const [, scheme = '', credentials = ''] = /^(\w+\s+)?([\s\S]*)$/.exec(value) ?? [];
    return `${scheme}${redactor.text(credentials, 'token')}`;
  }
  return redactor.text(value, categoryOfKey(name));
}

const mapPairs = (text: string, separator: string, map: (pair: string) => string): string =>
  text.split(separator).map(map).join(separator);

function redactSetCookie(line: string, redactor: TextRedactor): string {
  const [pair = '', ...attributes] = line.split(';');
  return [redactPair(pair, redactor), ...attributes].join(';');
}

function redactPair(pair: string, redactor: TextRedactor): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return redactor.text(pair);
  return `${pair.slice(0, equals + 1)}${redactor.cookie(pair.slice(0, equals).trim(), pair.slice(equals + 1))}`;
}

export function redactBody(body: Body, redactor: TextRedactor): Body {
  if (body.kind === 'form') {
    const fields = body.fields.map(([name, value]): [string, string] => [
      redactor.field('', name),
      redactor.field(name, value),
    ]);
    return { kind: 'form', fields };
  }
  if (body.kind !== 'text') return body;
  if (body.encoding === 'base64') return { ...body, text: redactor.binary(body.text) };
  return { ...body, text: redactor.text(body.text) };
}

function redactAttributes(attributes: Record<string, string>, redactor: TextRedactor): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      redactor.text(value, categoryOfKey(name.replace(/^data-/, ''))),
    ]),
  );
}

/** `signup(customerKey, email)` has no field names to go by. */
function redactArguments(method: string, args: readonly Snapshot[], redactor: TextRedactor): Snapshot[] {
  if (method !== 'signup') return args.map((arg) => redactor.json(arg));
  return args.map((arg, index) => redactor.json(arg, ['customer_key', 'email'][index] ?? ''));
}

function redactItem(item: Json, redactor: TextRedactor): Json {
  if (!Array.isArray(item) || typeof item[0] !== 'string') return redactor.json(item);
  return [redactor.text(item[0]), ...redactArguments(item[0], item.slice(1), redactor)];
}

function redactAuthor(author: CookieAuthor, redactor: TextRedactor): CookieAuthor {
  return author.kind === 'response' ? { ...author, url: redactor.url(author.url) } : author;
}
