import { encodeBase64Text } from './base64';
import type { Replacement } from './pseudonyms';
import { isProtocolWord } from './sensitive-keys';

/**
 * The second way to find what must not leave: values that were recognised somewhere are looked for everywhere else,
 * as they are and as they look when encoded.
 */

export type LiteralReplacer = (text: string) => string;

type Literal = { text: string; written: string; needsBoundary: boolean; source: Replacement };

const PREFIX_LENGTH = 3;
/** From this length on a value is taken for itself even inside a longer word. */
const UNMISTAKABLE_LENGTH = 8;
const BASE64_CORE_LENGTH = 8;

export function createLiteralReplacer(
  replacements: readonly Replacement[],
  hosts: ReadonlySet<string>,
): LiteralReplacer {
  const byPrefix = new Map<string, Literal[]>();
  for (const replacement of replacements) {
    if (!isDistinctive(replacement, hosts)) continue;
    for (const literal of literalsOf(replacement)) {
      const prefix = literal.text.slice(0, PREFIX_LENGTH);
      const list = byPrefix.get(prefix);
      if (list) list.push(literal);
      else byPrefix.set(prefix, [literal]);
    }
  }
  for (const list of byPrefix.values()) list.sort((a, b) => b.text.length - a.text.length);
  const first = new Set([...byPrefix.keys()].map((prefix) => prefix.charCodeAt(0)));
  return (text) => replaceLiterals(text, byPrefix, first);
}

/** Short values, the protocol's own words and host names occur for other reasons than to name somebody. */
function isDistinctive({ category, value, pseudonym }: Replacement, hosts: ReadonlySet<string>): boolean {
  if (value === pseudonym || isProtocolWord(value) || hosts.has(value.toLowerCase())) return false;
  return value.length >= (category === 'cookie' || category === 'query' || /^\d+$/.test(value) ? 4 : 3);
}

function literalsOf(source: Replacement): Literal[] {
  const { category, value, pseudonym } = source;
  const isWord = /^\p{L}+$/u.test(value) && (category === 'query' || category === 'cookie' || category === 'name');
  const needsBoundary = value.length < UNMISTAKABLE_LENGTH || isWord || /^\d+$/.test(value);
  const found = new Map<string, Literal>();
  const add = (text: string, written: string, isBounded: boolean) => {
    if (text.length >= PREFIX_LENGTH && !found.has(text)) {
      found.set(text, { text, written, needsBoundary: isBounded, source });
    }
  };
  add(value, pseudonym, needsBoundary);
  const encoded = encodeURIComponent(wellFormed(value));
  for (const text of [encoded, formEncoded(value), lowerHex(encoded), encodeURIComponent(encoded)]) {
    add(text, pseudonym, needsBoundary);
  }
  add(JSON.stringify(value).slice(1, -1), pseudonym, needsBoundary);
  add(asLatin1(value), pseudonym, needsBoundary);
  for (const core of base64Cores(value)) add(core, maskLike(core), false);
  if (category === 'name') for (const part of value.split(/\s+/)) if (part.length >= 4) add(part, pseudonym, true);
  return [...found.values()];
}

/** Without the lone surrogates that cannot be encoded. */
const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

const lowerHex = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());

/** The value's UTF-8 bytes read one character each, as it stands in a body that is not text. */
const asLatin1 = (value: string): string => String.fromCharCode(...new TextEncoder().encode(value));

/** What base64 makes of the value inside a longer text: three alignments, without the edges that neighbours shape. */
function base64Cores(value: string): string[] {
  const cores: string[] = [];
  for (const offset of [0, 1, 2]) {
    const encoded = encodeBase64Text(`${' '.repeat(offset)}${value}`).replace(/=+$/, '');
    const bytes = new TextEncoder().encode(value).length + offset;
    const start = offset === 0 ? 0 : offset + 1;
    const end = Math.floor((bytes * 8) / 6);
    const core = encoded.slice(start, end);
    if (core.length < BASE64_CORE_LENGTH) continue;
    cores.push(core, core.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return cores;
}

const maskLike = (core: string): string => 'REDACTED'.repeat(Math.ceil(core.length / 8)).slice(0, core.length);

function replaceLiterals(text: string, byPrefix: ReadonlyMap<string, Literal[]>, first: ReadonlySet<number>): string {
  let result = '';
  let copied = 0;
  for (let index = 0; index + PREFIX_LENGTH <= text.length; index += 1) {
    if (!first.has(text.charCodeAt(index))) continue;
    const candidates = byPrefix.get(text.slice(index, index + PREFIX_LENGTH));
    const hit = candidates?.find((literal) => text.startsWith(literal.text, index) && isAllowed(literal, text, index));
    if (!hit) continue;
    result += text.slice(copied, index) + hit.written;
    hit.source.count += 1;
    copied = index + hit.text.length;
    index = copied - 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function isAllowed(literal: Literal, text: string, index: number): boolean {
  if (!literal.needsBoundary) return true;
  const end = index + literal.text.length;
  return !isWordCharacter(text, index - 1) && !isWordCharacter(text, end);
}

function isWordCharacter(text: string, index: number): boolean {
  const character = text[index];
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
