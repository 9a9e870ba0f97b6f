import type { Body } from './body';
import type { Header, JournalRecord } from './observation';

/**
 * Makes records share what they have in common. As they come out of JSON each has its own copy of the same headers, URL
 * and stack, which is three quarters of what a long recording holds in memory.
 */
export type Sharing = (record: JournalRecord) => JournalRecord;

/** So many different ones are remembered; then it begins anew, for those of an old page do not come again. */
const REMEMBERED = { texts: 10_000, pairs: 10_000, lists: 1000 };
/** Longer texts are seldom the same, and cost more to compare. */
const LONGEST_CHARACTERS = 1000;

export function createSharing(): Sharing {
  const texts = createPool<string>(REMEMBERED.texts);
  const pairs = createPool<Header>(REMEMBERED.pairs);
  const lists = createPool<Header[]>(REMEMBERED.lists);

  const text = (value: string) => (value.length > LONGEST_CHARACTERS ? value : texts(value, () => value));

  /** Of two lists that are not the same, most pairs still are. */
  const headers = (list: Header[]) =>
    lists(JSON.stringify(list), () => list.map((pair) => pairs(JSON.stringify(pair), () => pair)));

  function body(given: Body): Body {
    if (given.kind === 'text') return { ...given, text: text(given.text) };
    if (given.kind === 'unavailable') return { ...given, reason: text(given.reason) };
    return given;
  }

  return (given) => {
    const record = { ...given, documentId: text(given.documentId), documentUrl: text(given.documentUrl) };
    if ('url' in record) record.url = text(record.url);
    if ('stack' in record && record.stack !== undefined) record.stack = text(record.stack);
    if ('initiator' in record && record.initiator !== undefined) record.initiator = text(record.initiator);
    if ('headers' in record) record.headers = headers(record.headers);
    if ('body' in record) record.body = body(record.body);
    return record;
  };
}

/** Gives the value first made under a key to whoever comes with that key later. */
function createPool<Value>(limit: number): (key: string, make: () => Value) => Value {
  const known = new Map<string, Value>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= limit) known.clear();
    const value = make();
    known.set(key, value);
    return value;
  };
}
