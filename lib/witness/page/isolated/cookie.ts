import type { Json } from '@/lib/model/json';
import type { CookieAttributes } from '@/lib/model/observation';
import type { Signal } from '@/lib/witness/page/signal';
import { wellFormed } from './body';
import type { Desk } from './desk';
import { describeError } from './requests';

/** Reports what scripts write to the tracker's cookies, and reads back whether the browser took it. */

type Write = { name: string; value: string; attributes: CookieAttributes };
type Told<Kind extends Signal['kind']> = Extract<Signal, { kind: Kind }>;

const SAME_SITES = ['strict', 'lax', 'none'] as const;

/** Takes both the attributes of a `document.cookie` text and the options of `cookieStore`. */
function readAttributes(given: Map<string, Json | undefined>): CookieAttributes {
  const attributes: CookieAttributes = {};
  const text = (key: string) => given.get(key)?.toString() ?? '';
  const expires = given.get('expires');
  const expiresAt = typeof expires === 'number' ? expires : Date.parse(text('expires'));
  const sameSite = SAME_SITES.find((known) => known === text('samesite').toLowerCase());
  if (text('domain')) attributes.domain = text('domain').toLowerCase();
  if (text('path')) attributes.path = text('path');
  if (!Number.isNaN(expiresAt)) attributes.expiresAt = expiresAt;
  if (/^-?\d+$/.test(text('max-age'))) attributes.maxAgeSeconds = Number(text('max-age'));
  if (sameSite) attributes.sameSite = sameSite;
  if (given.has('secure')) attributes.secure = true;
  if (given.has('httponly')) attributes.httpOnly = true;
  if (given.get('partitioned') === '' || given.get('partitioned') === true) attributes.partitioned = true;
  return attributes;
}

/** A write as browsers read it: unknown and malformed attributes count for nothing, the last of a name wins. */
export function parseWrite(text: string): Write {
  const [pair = '', ...parts] = text.split(';');
  const split = pair.indexOf('=');
  const given = new Map<string, Json>();
  for (const part of parts) {
    const [key = '', ...value] = part.split('=');
    given.set(key.trim().toLowerCase(), value.join('=').trim());
  }
  return {
    name: wellFormed(pair.slice(0, Math.max(split, 0)).trim()),
    value: wellFormed(pair.slice(split + 1).trim()),
    attributes: readAttributes(given),
  };
}

/** `cookieStore.set(name, value)`, `set(options)`, `delete(name)`, `delete(options)`. */
function readStoreWrite([first, second]: Json[], removes: boolean): Write {
  const options = first && typeof first === 'object' && !Array.isArray(first) ? first : { name: first, value: second };
  const text = (value: Json | undefined) => (value === undefined ? '' : wellFormed(String(value)));
  const given = new Map<string, Json | undefined>([
    ['secure', ''],
    ['path', '/'],
    ['samesite', 'strict'],
  ]);
  for (const [key, value] of Object.entries(options)) if (value !== null) given.set(key.toLowerCase(), value);
  if (removes) given.set('max-age', 0);
  return { name: text(options.name), value: removes ? '' : text(options.value), attributes: readAttributes(given) };
}

export function createCookies(desk: Desk) {
  const { document, location } = desk.window;
  const writing = new Map<number, { told: Told<'cookie'>; write: Write; previous: string | undefined }>();

  /** Undefined where even a look is refused. */
  const readJar = (): string | undefined => {
    try {
      return document.cookie;
    } catch {
      return undefined;
    }
  };
  const valuesOf = (name: string, jar = ''): string[] => {
    const pairs = jar.split('; ').filter((pair) => pair.startsWith(`${name}=`));
    return pairs.map((pair) => wellFormed(pair.slice(name.length + 1)));
  };

  return {
    writes(told: Told<'cookie'>): void {
      const [first] = told.args;
      const plain = told.via === 'document.cookie';
      const write = plain ? parseWrite(String(first)) : readStoreWrite(told.args, told.via === 'delete');
      writing.set(told.id, { told, write, previous: valuesOf(write.name, readJar())[0] });
    },

    written({ id, error }: Told<'cookie-written'>): void {
      const noted = writing.get(id);
      writing.delete(id);
      if (!noted?.write.name) return;
      const { told, write, previous } = noted;
      const { name, value, attributes } = write;
      const { maxAgeSeconds, expiresAt = Number.POSITIVE_INFINITY, path } = attributes;
      const removes = maxAgeSeconds === undefined ? expiresAt <= desk.clock.systemTimeOf(told.at) : maxAgeSeconds <= 0;
      const jar = readJar();
      const values = valuesOf(name, jar);
      // A cookie for another path is kept, and not shown here. (A frame without an address has no path to compare.)
      const shown = !path || path === '/' || location.pathname.startsWith(path);
      const message =
        error !== undefined
          ? describeError(error)
          : jar === undefined
            ? 'A document without an origin of its own, as in a sandboxed frame, may have no cookies.'
            : removes
              ? values.length > 0 && previous !== undefined && values.includes(previous) && 'It is still there.'
              : shown && !values.includes(value) && 'It was not there when read back.';
      desk.emit(
        {
          kind: 'cookie',
          phase: message ? 'refused' : removes ? 'removed' : 'set',
          name,
          value,
          attributes,
          author: { kind: 'script', via: told.via === 'document.cookie' ? 'document.cookie' : 'cookieStore' },
          ...desk.stack(told.stack),
          ...(previous !== undefined && { previous }),
          ...(message && { message }),
        },
        told.at,
      );
    },
  };
}
