import type { Snapshot } from '@/lib/model/json';
import { brand, call, describe, getter, isObject, ownKeys, peek } from './natives';

/** Makes a page's value JSON-safe without running any of the page's code: getters are named, not called. */

const NODE_LIMIT = 2_000;
const DEPTH_LIMIT = 12;
const TEXT_LIMIT = 16 * 1024;

export const nodeName = getter(Node.prototype, 'nodeName');
export const exceptionName = getter(DOMException.prototype, 'name');
const exceptionMessage = getter(DOMException.prototype, 'message');
const getTime = Date.prototype.getTime;
const toText = Object.prototype.toString;

/** Half a surrogate pair does not pass every browser's ports. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

const sign = ($type: string, text?: string): Snapshot => (text === undefined ? { $type } : { $type, text });

const cut = (text: string): Snapshot =>
  text.length > TEXT_LIMIT ? sign('truncated', wellFormed(text.slice(0, TEXT_LIMIT))) : wellFormed(text);

/** "TypeError: what happened", for errors and what stands for them; undefined for anything else. */
export function errorText(value: unknown): string | undefined {
  const name = brand(exceptionName, value);
  if (name) return wellFormed(`${name}: ${brand(exceptionMessage, value)}`);
  if (isObject(value) && call(toText, value) === '[object Error]') {
    return wellFormed(`${peek(value, 'name')}: ${peek(value, 'message')}`);
  }
  return undefined;
}

/** What is neither a plain object nor a list. */
function special(value: object): Snapshot | undefined {
  if (typeof value === 'function') return sign('function', String(peek(value, 'name') ?? ''));
  const node = brand(nodeName, value);
  if (typeof node === 'string') return sign('node', node);
  const epochMs = brand(getTime, value);
  if (typeof epochMs === 'number') return sign('date', String(epochMs));
  const error = errorText(value);
  if (error) return sign('error', error);
  const tag = peek(value, Symbol.toStringTag);
  return typeof tag === 'string' && !ownKeys(value).length ? sign(tag.toLowerCase()) : undefined;
}

export function snapshot(root: unknown): Snapshot {
  let nodes = 0;
  const above: object[] = [];

  const member = (owner: object, key: PropertyKey): Snapshot => {
    const found = describe(owner, key);
    return found && !('value' in found) ? sign('getter') : take(found?.value);
  };

  const children = (value: object): Snapshot => {
    if (Array.isArray(value)) {
      const list: Snapshot[] = [];
      for (let index = 0; index < value.length && nodes < NODE_LIMIT; index++) list[index] = member(value, index);
      const left = value.length - list.length;
      if (left) list[list.length] = sign('truncated', `${left} more`);
      return list;
    }
    // Without a prototype, `__proto__` is a key like any other.
    const copy: { [key: string]: Snapshot } = Object.create(null);
    for (const key of ownKeys(value)) {
      if (typeof key !== 'string' || !describe(value, key)?.enumerable) continue;
      if (nodes >= NODE_LIMIT) {
        copy.$type = 'truncated';
        break;
      }
      copy[/^\$+type$/.test(key) ? `$${key}` : wellFormed(key)] = member(value, key);
    }
    return copy;
  };

  const take = (value: unknown): Snapshot => {
    nodes++;
    if (typeof value === 'string') return cut(value);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : sign('number', `${value}`);
    if (!isObject(value)) return sign(typeof value, value === undefined ? undefined : String(value));
    if (above.includes(value)) return sign('cycle');
    if (above.length >= DEPTH_LIMIT) return sign('truncated');
    above.push(value);
    try {
      return special(value) ?? children(value);
    } catch {
      // A Proxy whose traps throw, or one that was revoked.
      return sign('unreadable');
    } finally {
      above.pop();
    }
  };
  return take(root);
}
