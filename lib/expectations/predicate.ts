import type { Json } from '@/lib/model/json';
import type { TimelineEvent } from './events';
import type { JsonType, Predicate } from './expectations';
import { matchesPattern } from './pattern';

/** Whether one value of an event is as expected. */

export function holds(predicate: Predicate, event: TimelineEvent): boolean {
  return isAsExpected(predicate, valueAt(predicate, event));
}

export function valueAt({ in: part = 'payload', at }: Predicate, event: TimelineEvent): Json | undefined {
  const root = part === 'event' ? event.facts : part === 'reply' ? event.reply : event.payload;
  return resolve(root, at);
}

/** JSON pointer (RFC 6901); never an inherited property. */
export function resolve(root: Json | undefined, pointer: string): Json | undefined {
  let value = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[key];
  }
  return value;
}

function isAsExpected(predicate: Predicate, value: Json | undefined): boolean {
  const { equals, matches, oneOf, exists, type } = predicate;
  const isThere = value !== undefined && !isUndefinedSnapshot(value);
  if (exists !== undefined && isThere !== exists) return false;
  if (equals !== undefined && !(isThere && isSame(value, equals))) return false;
  if (oneOf !== undefined && !(isThere && oneOf.some((one) => isSame(value, one)))) return false;
  if (type !== undefined && !(isThere && typeOf(value) === type)) return false;
  if (matches === undefined) return true;
  return isThere && (typeof value === 'string' || typeof value === 'number') && matchesPattern(String(value), matches);
}

const isUndefinedSnapshot = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && value.$type === 'undefined';

function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'string' | 'number' | 'boolean' | 'object';
}

/** Equal as JSON: the order of an object's fields says nothing. */
export function isSame(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => {
    if (!Object.hasOwn(b, key)) return false;
    const [left, right] = [fieldOf(a, key), fieldOf(b, key)];
    return left !== undefined && right !== undefined && isSame(left, right);
  });
}

const fieldOf = (value: Json[] | { [key: string]: Json }, key: string): Json | undefined =>
  Array.isArray(value) ? value[Number(key)] : value[key];

/** Any of the texts, `*` standing for anything; without a text everything matches. */
export function textMatcher(wanted: string | string[] | undefined): (text: string) => boolean {
  if (wanted === undefined) return () => true;
  const patterns = (typeof wanted === 'string' ? [wanted] : wanted).map((text) => text.split('*'));
  return (text) => patterns.some((parts) => matchesParts(text, parts));
}

function matchesParts(text: string, parts: string[]): boolean {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
}

/** `"/user_id" is a string and matches /^u_/`, for messages. */
export function describePredicate({ in: part, at, equals, matches, oneOf, exists, type }: Predicate): string {
  const name = `${part === 'reply' ? 'answered ' : ''}\`${at.slice(1).replaceAll('/', '.') || 'value'}\``;
  const claims = [
    ...(exists === undefined ? [] : [exists ? 'is there' : 'is absent']),
    ...(type === undefined ? [] : [`is of type ${type}`]),
    ...(equals === undefined ? [] : [`is ${JSON.stringify(equals)}`]),
    ...(oneOf === undefined ? [] : [`is one of ${oneOf.map((one) => JSON.stringify(one)).join(', ')}`]),
    ...(matches === undefined ? [] : [`matches /${matches}/`]),
  ];
  return `${name} ${claims.join(' and ')}`;
}
