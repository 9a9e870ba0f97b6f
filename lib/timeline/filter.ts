import { FILTER_KEYS, type FilterContext, type Matcher } from './filter-keys';
import { searchText } from './search-text';

/**
 * The Timeline's filter: words and `key:value` terms that must all hold, `-` before a term turns it round, quotes
 * keep blanks together, and a comma in a value means either.
 */
export type Filter = { ok: true; matches: Matcher; readsText: boolean } | { ok: false; message: string };

export function parseFilter(text: string, context: FilterContext = NO_FINDINGS): Filter {
  const terms = tokenise(text);
  if (typeof terms === 'string') return { ok: false, message: terms };
  const matchers: Matcher[] = [];
  for (const term of terms) {
    const matcher = matcherOf(term, context);
    if (typeof matcher === 'string') return { ok: false, message: matcher };
    matchers.push(term.negated ? (entry, text) => !matcher(entry, text) : matcher);
  }
  // Every entry there is goes through this at each letter typed.
  const [first] = matchers;
  const readsText = terms.some((term) => term.key === undefined);
  if (first && matchers.length === 1) return { ok: true, matches: first, readsText };
  return { ok: true, matches: (entry, text) => matchers.every((matcher) => matcher(entry, text)), readsText };
}

const NO_FINDINGS: FilterContext = { rulesOf: () => [] };

export type FilterTerm = { negated: boolean; key?: string; value: string; start: number; end: number; quoted: boolean };

/** The terms of a filter with their places in the text; a message when the text cannot be read. */
export function tokenise(text: string): FilterTerm[] | string {
  const terms: FilterTerm[] = [];
  const pattern = /(-?)(?:([A-Za-z-]+):(?!\/\/))?(?:"([^"]*)("?)|([^\s"]*))/y;
  let index = 0;
  while (index < text.length) {
    if (/\s/.test(text[index] ?? '')) {
      index += 1;
      continue;
    }
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (!match || match[0] === '') return `The filter cannot be read from “${text.slice(index)}”.`;
    const [whole, minus = '', key, quoted, closing, plain] = match;
    if (quoted !== undefined && closing === '') return 'A quote is opened and not closed. Add the closing ".';
    const value = quoted ?? plain ?? '';
    if (value !== '' || key !== undefined) {
      const term = {
        negated: minus === '-',
        value,
        start: index,
        end: index + whole.length,
        quoted: quoted !== undefined,
      };
      terms.push(key === undefined ? term : { ...term, key: key.toLowerCase() });
    }
    index += whole.length;
  }
  return terms;
}

function matcherOf(term: FilterTerm, context: FilterContext): Matcher | string {
  if (term.key === undefined) return textMatcher(term.value);
  const key = FILTER_KEYS.find((candidate) => candidate.name === term.key);
  if (!key) {
    const names = FILTER_KEYS.map((candidate) => `${candidate.name}:`).join(', ');
    return `“${term.key}:” is no filter. Use ${names}, or put the text in quotes.`;
  }
  if (term.value === '') return `“${term.key}:” needs a value, such as ${term.key}:${key.example}.`;
  const alternatives: Matcher[] = [];
  for (const value of term.quoted ? [term.value] : term.value.split(',').filter(Boolean)) {
    const matcher = key.matcher(value.toLowerCase(), context);
    if (typeof matcher === 'string') return matcher;
    alternatives.push(matcher);
  }
  const [only] = alternatives;
  if (only && alternatives.length === 1) return only;
  return (entry) => alternatives.some((matcher) => matcher(entry));
}

function textMatcher(value: string): Matcher {
  const wanted = value.toLowerCase();
  return (entry, text = searchText(entry)) => text.includes(wanted);
}

/** What may be written at the caret; `from` and `to` say which part of the text an option replaces. */
export type Completions = { from: number; to: number; options: { text: string; detail: string }[] };

export function completions(text: string, caret: number, context: Partial<FilterContext> = {}): Completions {
  const before = text.slice(0, caret);
  const from = before.search(/\S*$/);
  const to = caret + text.slice(caret).search(/\s|$/);
  const word = before.slice(from).toLowerCase();
  const bare = word.replace(/^-/, '');
  const minus = word.startsWith('-') ? '-' : '';
  const colon = bare.indexOf(':');
  if (colon < 0) {
    const options = FILTER_KEYS.filter((key) => key.name.startsWith(bare)).map((key) => ({
      text: `${minus}${key.name}:`,
      detail: key.detail,
    }));
    return { from, to, options };
  }
  const key = FILTER_KEYS.find((candidate) => candidate.name === bare.slice(0, colon));
  if (!key) return { from, to, options: [] };
  const written = bare.slice(colon + 1);
  const kept = written.slice(0, written.lastIndexOf(',') + 1);
  const last = written.slice(kept.length);
  const values = key.name === 'rule' ? (context.ruleIds ?? []).map((id) => ({ value: id, detail: '' })) : key.values;
  const options = values
    .filter(({ value }) => value.startsWith(last))
    .map(({ value, detail }) => ({ text: `${minus}${key.name}:${kept}${value}`, detail }));
  return { from, to, options };
}
