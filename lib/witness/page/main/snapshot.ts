import type { Snapshot } from '@/lib/model/json';
import { brand, call, describe, getter, isObject, ownKeys, peek, toText } from './natives';

/** Makes a page's value JSON-safe. None of the page's getters runs: they are named instead. */

const NODE_LIMIT = 2_000;
const DEPTH_LIMIT = 12;
const TEXT_LIMIT = 16 * 1024;

const toErrorText = Error.prototype.toString;
const toDateText = Date.prototype.toISOString;
const nodeName = getter(Node.prototype, 'nodeName');

const { slice } = String.prototype;

// The writer of JSON leaves out what is undefined.
const sign = ($type: string, text?: unknown): Snapshot =>
  ({ $type, text: brand(slice, text, 0, TEXT_LIMIT) }) as Snapshot;

export function snapshot(root: unknown): Snapshot {
  let nodes = 0;
  const above: object[] = [];

  const takeObject = (value: object): Snapshot => {
    const tag = (call(toText, value) as string).slice(8, -1);
    if (typeof value === 'function') return sign('function', peek(value, 'name'));
    if (/Error|Exception/.test(tag)) return sign('error', brand(toErrorText, value));
    if (tag === 'Date') return sign('date', brand(toDateText, value));
    const node = brand(nodeName, value);
    if (node) return sign('node', node);
    const isList = Array.isArray(value);
    // The names alone of a list's members could be millions, as a buffer's would be.
    const keys = ArrayBuffer.isView(value)
      ? []
      : ownKeys(isList ? new Uint8Array(Math.min(peek(value, 'length') as number, NODE_LIMIT + 2)) : value);
    if (!keys.length && !isList && tag !== 'Object') return sign(tag.toLowerCase());
    // Without a prototype, `__proto__` is a key like any other.
    const copy = isList ? [] : Object.create(null);
    for (const key of keys) {
      const found = describe(value, key);
      if (typeof key !== 'string' || !found?.enumerable) continue;
      if (nodes++ > NODE_LIMIT) {
        copy[isList ? copy.length : '$more'] = sign('truncated');
        break;
      }
      copy[/^\$+type$/.test(key) ? `$${key}` : key] = found.get ? sign('getter') : take(found.value);
    }
    return copy;
  };

  const take = (value: unknown): Snapshot => {
    if (typeof value === 'string') {
      nodes += value.length >> 10;
      return value.length > TEXT_LIMIT ? sign('truncated', value) : value;
    }
    if (value === null || value === !!value || Number.isFinite(value)) return value as Snapshot;
    if (!isObject(value)) return sign(typeof value, value === undefined ? value : String(value));
    if (above.includes(value)) return sign('cycle');
    if (above.length > DEPTH_LIMIT) return sign('truncated');
    above.push(value);
    try {
      return takeObject(value);
    } catch {
      // A Proxy whose traps throw, or one that was revoked.
      return sign('unreadable');
    } finally {
      above.pop();
    }
  };
  return take(root);
}
