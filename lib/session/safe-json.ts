import type { Json } from '@/lib/model/json';

/**
 * Parses text that strangers wrote: tells a file that was cut off from one that is not JSON, refuses nesting no
 * writer of ours produces, and takes the sting out of `__proto__` keys before anything spreads or merges them.
 */

export const DEPTH_LIMIT = 200;

export type ParsedJson = { ok: true; value: Json } | { ok: false; reason: 'empty' | 'truncated' | 'syntax' | 'depth' };

/** A key that, assigned, would change an object's prototype; it is kept under a name that cannot. */
const PROTO_KEY = '__proto__';
const SAFE_PROTO_KEY = '$__proto__';

export function parseUntrustedJson(text: string): ParsedJson {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (source.trim() === '') return { ok: false, reason: 'empty' };
  let value: Json;
  try {
    value = JSON.parse(source) as Json;
  } catch {
    return { ok: false, reason: endsInside(source) ? 'truncated' : 'syntax' };
  }
  return disarm(value) ? { ok: true, value } : { ok: false, reason: 'depth' };
}

/** True when brackets or a string are still open where the text ends. */
function endsInside(text: string): boolean {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return depth > 0 || inString;
}

/** Renames prototype keys in place; false when the value is nested too deep. Walks without recursion. */
function disarm(root: Json): boolean {
  const open: { value: Json; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= DEPTH_LIMIT) return false;
    if (!Array.isArray(value) && Object.hasOwn(value, PROTO_KEY)) {
      const own = Object.getOwnPropertyDescriptor(value, PROTO_KEY)?.value as Json;
      delete value[PROTO_KEY];
      value[SAFE_PROTO_KEY] = own;
    }
    for (const child of Array.isArray(value) ? value : Object.values(value)) {
      if (typeof child === 'object' && child !== null) open.push({ value: child, depth: depth + 1 });
    }
  }
  return true;
}
