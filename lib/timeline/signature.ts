import type { Body } from '@/lib/model/body';
import { isBound } from '@/lib/model/bound-form';
import type { RequestContent, Witness } from '@/lib/model/observation';
import { parseMultipart, parseUrlEncoded } from '@/lib/tracker/decode';

/**
 * What makes two witnesses' records of one request alike: URL and method, and the body in a form that does not depend
 * on who saw it. Without a method or a body to compare, that is absent and fits any.
 */
export type Signature = { name: string; method: string | undefined; body: string | undefined };

export function signatureOf(request: RequestContent, source: Witness): Signature {
  const method = request.method.toUpperCase();
  const body = bodyHash(request.body, method, source);
  return { name: withoutFragment(request.url), method: method || undefined, body };
}

export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

function bodyHash(body: Body, method: string, source: Witness): string | undefined {
  switch (body.kind) {
    case 'unavailable':
      return undefined;
    case 'none':
      // Only the page knows for sure that it sent nothing; the others may have failed to read it.
      return source === 'page' || method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? 'none' : undefined;
    case 'form':
      return isBound(body.fields) ? undefined : formHash(body.fields);
    case 'text':
      return textHash(body);
  }
}

function textHash({ text, digest, truncated }: Extract<Body, { kind: 'text' }>): string | undefined {
  const boundary = /^--(\S+)\r?\ncontent-disposition: form-data/i.exec(text)?.[1];
  const isPart = digest !== undefined || truncated === true;
  // Of a part of it nobody can tell which fields follow.
  if (boundary !== undefined) return isPart ? undefined : formHash(parseMultipart(text, boundary));
  if (/^[^\s{}[\]"<>=]+=[^\s{}"<>]*$/.test(text)) return formHash(parseUrlEncoded(text));
  return hash(text === '' ? 'none' : text);
}

/** Sorted, for Chromium hands over a form's fields in no order of the page's. */
function formHash(fields: readonly [name: string, value: string][]): string | undefined {
  const [first] = fields;
  if (first === undefined) return 'none';
  // The page names a file with type and size, the browser with its path: nothing to compare.
  if (fields.some(([, value]) => /\(.*\bbytes\)$|^\(file .*\)$/.test(value))) return undefined;
  // A text sent with a form's content type is one field without a value to the browser.
  if (fields.length === 1 && first[1] === '') return hash(first[0]);
  const pairs = fields.map(([name, value]) => `${name.length}:${name}=${value}`).sort();
  return hash(pairs.join('&'));
}

/** Lone surrogates are sent as U+FFFD, and forms end lines as they like. */
function hash(text: string): string {
  const plain = /\p{Surrogate}|\r\n/u.test(text)
    ? text.replace(/\p{Surrogate}/gu, '\u{fffd}').replaceAll('\r\n', '\n')
    : text;
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let index = 0; index < plain.length; index += 1) {
    const code = plain.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return `${plain.length}.${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}
