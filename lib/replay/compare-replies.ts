import diff from 'microdiff';
import type { Json } from '@/lib/model/json';
import type { Header } from '@/lib/model/observation';
import type { Reply } from '@/lib/model/replay';
import { isJsonObject, parseJson } from '@/lib/tracker/decode';

/** The original answer beside the replayed one: what changed in status, in the headers that matter, and in the body. */
export type Change = {
  part: 'status' | 'header' | 'body';
  /** JSON pointer into the body, or the header's name; empty for the status or a body that is no JSON. */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before?: Json;
  after?: Json;
};

/** Headers that change what a client does. Dates, ids and servers differ at every answer and tell nothing. */
const HEADERS_THAT_MATTER = [
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'content-type',
  'location',
  'retry-after',
  'set-cookie',
  'www-authenticate',
];

/** The answer that the page got. Its body is absent where nobody saw it whole. */
export type OriginalReply = Omit<Reply, 'body'> & { body?: string };

/** `readBy`: a page may read few headers of another origin's answer, so one that it does not tell need not be gone. */
export function compareReplies(
  original: OriginalReply,
  replayed: Reply,
  { readBy = 'extension' }: { readBy?: 'extension' | 'page' } = {},
): Change[] {
  const changes: Change[] = [];
  if (original.status !== replayed.status) {
    changes.push({ part: 'status', path: '', kind: 'changed', before: original.status, after: replayed.status });
  }
  for (const name of HEADERS_THAT_MATTER) {
    const change = changeOf(headerText(original.headers, name), headerText(replayed.headers, name));
    const isUnread = readBy === 'page' && change?.kind === 'removed';
    if (change && !isUnread) changes.push({ part: 'header', path: name, ...change });
  }
  return original.body === undefined ? changes : [...changes, ...compareBodies(original.body, replayed.body)];
}

/** Every difference between two JSON values, deepest first found; used for bodies and for ledgers alike. */
export function compareJson(before: Json, after: Json): Omit<Change, 'part'>[] {
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path: '', kind: 'changed', before, after }];
  }
  return diff(before, after, { cyclesFix: false }).map((difference) => {
    const path = difference.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    if (difference.type === 'CREATE') return { path, kind: 'added', after: difference.value };
    if (difference.type === 'REMOVE') return { path, kind: 'removed', before: difference.oldValue };
    return { path, kind: 'changed', before: difference.oldValue, after: difference.value };
  });
}

function compareBodies(original: string, replayed: string): Change[] {
  if (original === replayed) return [];
  const before = parseJson(original);
  const after = parseJson(replayed);
  if (before.ok && after.ok)
    return compareJson(before.value, after.value).map((change) => ({ part: 'body', ...change }));
  const change = changeOf(original || undefined, replayed || undefined);
  return change ? [{ part: 'body', path: '', ...change }] : [];
}

function isTree(value: Json): value is Json[] | { [key: string]: Json } {
  return Array.isArray(value) || isJsonObject(value);
}

function headerText(headers: readonly Header[], wanted: string): string | undefined {
  const values = headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  return values.length > 0 ? values.join(', ') : undefined;
}

function changeOf(before: string | undefined, after: string | undefined): Omit<Change, 'part' | 'path'> | undefined {
  if (before === after) return undefined;
  if (before === undefined && after !== undefined) return { kind: 'added', after };
  if (before !== undefined && after === undefined) return { kind: 'removed', before };
  if (before !== undefined && after !== undefined) return { kind: 'changed', before, after };
  return undefined;
}
