import type { Body } from '@/lib/model/body';
import type { Entry } from '@/lib/model/entry';
import { summarise } from './summary';

/** Of each body only so much is searched: a keystroke reads every entry there is. */
const BODY_LIMIT = 2000;

const texts = new WeakMap<Entry, string>();

/** Everything the text filter looks at, in lower case. Kept while the entry lives, for a filter is typed letter by letter. */
export function searchText(entry: Entry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const { kind, title, detail } = summarise(entry);
  const text = `#${entry.number} ${kind} ${title} ${detail} ${particulars(entry)}`.toLowerCase();
  texts.set(entry, text);
  return text;
}

/**
 * Readies entries for searching while there is time, so that the first letter typed into the filter is no slower than
 * the next. Returns where to go on: the length when all are ready.
 */
export function prepareSearch(entries: readonly Entry[], from: number, hasTime: () => boolean): number {
  let index = from;
  // The clock is asked now and then only; it costs more than an entry.
  for (; index < entries.length; index += 1) {
    if (index % 100 === 0 && !hasTime()) return index;
    const entry = entries[index];
    if (entry) searchText(entry);
  }
  return index;
}

function particulars(entry: Entry): string {
  switch (entry.kind) {
    case 'request': {
      const reply = entry.outcome.kind === 'answered' ? bodyText(entry.outcome.body) : '';
      return `${entry.url} ${bodyText(entry.body)} ${reply}`;
    }
    case 'navigation':
      return `${entry.url} ${entry.redirects.join(' ')}`;
    case 'script':
      return `${entry.src} ${JSON.stringify(entry.attributes)}`;
    case 'queue':
      return entry.item === undefined ? '' : JSON.stringify(entry.item).slice(0, BODY_LIMIT);
    case 'call':
      return JSON.stringify(entry.args).slice(0, BODY_LIMIT);
    case 'console':
      return entry.details.join(' ');
    case 'global':
      return JSON.stringify(entry.state).slice(0, BODY_LIMIT);
    case 'cookie':
      return entry.previous ?? '';
    case 'notice':
      return '';
  }
}

function bodyText(body: Body): string {
  if (body.kind === 'text') return body.text.slice(0, BODY_LIMIT);
  if (body.kind === 'form')
    return body.fields
      .map(([name, value]) => `${name}=${value}`)
      .join('&')
      .slice(0, BODY_LIMIT);
  return '';
}
