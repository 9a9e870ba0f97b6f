import type { Entry } from '@/lib/model/entry';
import { summarise } from '@/lib/timeline/summary';
import { plainLine } from '@/lib/tracker/console-grammar';

/** What a row says: the summary, with the vendor's prefix and emoji taken off console lines. */
export function rowWordsOf(entry: Entry): { title: string; detail: string } {
  const { title, detail } = summarise(entry);
  return entry.kind === 'console' ? { title: plainLine(title), detail: plainLine(detail) } : { title, detail };
}
