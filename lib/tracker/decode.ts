import type { Body } from '@/lib/model/body';
import type { Json, JsonObject } from '@/lib/model/json';
import type { Header } from '@/lib/model/observation';

/**
 * Bodies as the tracker's API would read them. Nothing here throws, whatever the page sent: what is no JSON and no
 * form stays text, and what nobody saw says why.
 */
export type DecodedBody =
  | { kind: 'none' }
  | { kind: 'json'; value: Json }
  | { kind: 'form'; fields: [name: string, value: string][] }
  | { kind: 'text'; text: string; problem?: string }
  | { kind: 'unavailable'; reason: string };

/** Deeper JSON than this is shown as text, so that whoever walks it needs no guard of their own. */
const DEPTH_LIMIT = 100;

export function decodeBody(body: Body, headers: readonly Header[] = []): DecodedBody {
  if (body.kind !== 'text') return body;
  if (body.encoding === 'base64') return { kind: 'text', text: body.text, problem: 'Binary, shown as base64.' };
  if (body.text.trim() === '') return body.text === '' ? { kind: 'none' } : { kind: 'text', text: body.text };
  const type = contentType(headers);
  const boundary = /multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) return { kind: 'form', fields: parseMultipart(body.text, boundary) };
  if (/x-www-form-urlencoded/i.test(type)) return { kind: 'form', fields: parseUrlEncoded(body.text) };
  const looksLikeJson = /^\s*[[{"]/.test(body.text);
  if (!looksLikeJson && !/json/i.test(type)) return { kind: 'text', text: body.text };
  const parsed = parseJson(body.text);
  if (parsed.ok) return { kind: 'json', value: parsed.value };
  const cut = body.truncated === true || body.digest !== undefined;
  return { kind: 'text', text: body.text, problem: cut ? 'Only the beginning of this body is here.' : parsed.message };
}

/** The payload as one JSON value: forms become an object of strings. `undefined` when there is none to read. */
export function payloadOf(body: Body, headers: readonly Header[] = []): Json | undefined {
  const decoded = decodeBody(body, headers);
  if (decoded.kind === 'json') return decoded.value;
  if (decoded.kind === 'form') return Object.fromEntries(decoded.fields);
  return undefined;
}

export type ParsedJson = { ok: true; value: Json } | { ok: false; message: string };

export function parseJson(text: string): ParsedJson {
  try {
    const value = JSON.parse(text) as Json;
    if (isDeeperThan(value, DEPTH_LIMIT)) return { ok: false, message: `Nested deeper than ${DEPTH_LIMIT} levels.` };
    return { ok: true, value };
  } catch (error) {
    // Deep nesting ends in a RangeError in some engines; for the reader it is one more reason it is no JSON.
    return { ok: false, message: error instanceof Error ? error.message : 'Not valid JSON.' };
  }
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A payload's own field; never what an object inherits. */
export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The field as text when it is a non-empty string or a number; identifiers come as either. */
export function textField(value: Json | undefined, name: string): string | undefined {
  const field = fieldOf(value, name);
  if (typeof field === 'number') return String(field);
  return typeof field === 'string' && field !== '' ? field : undefined;
}

/** `additional_data.test_mode`, which makes the API keep a test event and nothing else. */
export function isTestMode(payload: Json | undefined): boolean {
  const flag = fieldOf(fieldOf(payload, 'additional_data'), 'test_mode');
  return flag === true || flag === 'true' || flag === 1;
}

export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([header]) => header.toLowerCase() === name)?.[1];
}

export function parseUrlEncoded(text: string): [name: string, value: string][] {
  return [...new URLSearchParams(text)];
}

/** The fields of a multipart body; a file is named, not read. */
export function parseMultipart(text: string, boundary: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  for (const part of text.split(`--${boundary}`).slice(1)) {
    const [head = '', ...rest] = part.replace(/^\r?\n/, '').split(/\r?\n\r?\n/);
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) continue;
    const file = /\bfilename="([^"]*)"/i.exec(head)?.[1];
    fields.push([name, file === undefined ? rest.join('\r\n\r\n').replace(/\r?\n$/, '') : `(file ${file})`]);
  }
  return fields;
}

function contentType(headers: readonly Header[]): string {
  return headerValue(headers, 'content-type') ?? '';
}

/** Walks with a stack of its own: the value may be deep enough to overflow the engine's. */
function isDeeperThan(root: Json, limit: number): boolean {
  const stack: [Json, number][] = [[root, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= limit) return true;
    for (const child of Object.values(value)) stack.push([child, depth + 1]);
  }
  return false;
}

/** "a number", "a list": what a value is, for a message that says it should be something else. */
export function describeJson(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') {
    const type = fieldOf(value, '$type');
    return typeof type === 'string' ? `a ${type}` : 'an object';
  }
  return `a ${typeof value}`;
}
