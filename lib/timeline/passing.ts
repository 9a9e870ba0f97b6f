import type { Entry } from '@/lib/model/entry';
import { parseFilter } from './filter';
import type { FilterContext } from './filter-keys';
import { searchText } from './search-text';

/**
 * A long list filtered at every letter typed. Texts lie side by side, which is much faster to go through than asking for
 * each; what a text let pass is kept, since people type on and go back; and a word typed on is looked for only in what
 * its beginning let pass.
 */
export type Passing = (entries: readonly Entry[], text: string, context: FilterContext) => readonly Entry[];

const TEXTS_KEPT = 30;

/** With a text that is no filter everything passes. The context must be the same object while it says the same. */
export function createPassing(): Passing {
  let kept: Kept | undefined;
  return (entries, text, context) => {
    const filter = parseFilter(text, context);
    if (text.trim() === '' || !filter.ok) return entries;
    if (kept?.entries !== entries || kept.context !== context) kept = keptOf(entries, context, kept);
    const { byText } = kept;
    const known = byText.get(text);
    if (known) return known;
    let among = entries;
    for (const [shorter, found] of byText) {
      if (found.length < among.length && isNarrower(text, shorter)) among = found;
    }
    const found = filter.readsText
      ? withTexts(kept, among, filter.matches)
      : among.filter((entry) => filter.matches(entry));
    if (byText.size >= TEXTS_KEPT) byText.clear();
    byText.set(text, found);
    return found;
  };
}

type Kept = {
  entries: readonly Entry[];
  context: FilterContext;
  byText: Map<string, readonly Entry[]>;
  /** The search texts of lists that were gone through. */
  texts: WeakMap<readonly Entry[], readonly string[]>;
};

const keptOf = (entries: readonly Entry[], context: FilterContext, before: Kept | undefined): Kept => ({
  entries,
  context,
  byText: new Map(),
  texts: before?.entries === entries ? before.texts : new WeakMap(),
});

function withTexts(
  { texts }: Kept,
  among: readonly Entry[],
  matches: (entry: Entry, text: string) => boolean,
): Entry[] {
  const own = texts.get(among) ?? among.map(searchText);
  texts.set(among, own);
  const found: Entry[] = [];
  const foundTexts: string[] = [];
  for (let index = 0; index < own.length; index += 1) {
    const entry = among[index];
    const text = own[index];
    if (!entry || text === undefined || !matches(entry, text)) continue;
    found.push(entry);
    foundTexts.push(text);
  }
  texts.set(found, foundTexts);
  return found;
}

/** One word that is being typed: whatever has the longer one in it has the shorter one too. */
function isNarrower(longer: string, shorter: string): boolean {
  return longer.startsWith(shorter) && WORD.test(shorter) && WORD.test(longer);
}

const WORD = /^[^\s:"-][^\s:"]*$/;
