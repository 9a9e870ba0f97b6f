import type { Judgement } from '@/lib/model/judgement';
import type { JournalRecord } from '@/lib/model/observation';
import type { Session } from '@/lib/model/session';
import { type JudgeOptions, judge } from '@/lib/rules/judge';
import { readSession } from '@/lib/session/session-file';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import type { ExportedSession } from '@/test/e2e/support/panel';
import type { CorpusPage } from './page';

/** What a page's recording is judged to be, in the words its expectation is written in. */

export type Result = { verdict: string; found: string[]; notes: string[] };

/** Reading and folding take longest, and the same recording is judged once for every rule there is. */
const remembering = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};

export const sessionOf = remembering((session: ExportedSession): Session => {
  const read = readSession(JSON.stringify(session));
  if (!read.ok) throw new Error(read.message);
  return read.session;
});

const timelineOf = remembering((journal: JournalRecord[]) => foldAll(emptyTimeline(), journal));

const distinct = (names: string[]) => [...new Set(names)].sort();

export const resultOf = ({ verdict, findings }: Judgement): Result => ({
  verdict: verdict.value,
  found: distinct(
    findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ rule, because }) => (because ? `${rule}<-${because}` : rule)),
  ),
  notes: distinct(findings.filter(({ severity }) => severity === 'info').map(({ rule }) => rule)),
});

export const judged = (journal: JournalRecord[], options: JudgeOptions = {}): Result =>
  resultOf(judge(timelineOf(journal), options));

/** The expectations that do not hold, in words; none when all is as it should be. */
export const faultsOf = (page: CorpusPage, journal: JournalRecord[], options: JudgeOptions = {}): string[] => {
  const { verdict, found, notes } = judged(journal, options);
  const faults: string[] = [];
  const compare = (what: string, got: string, wanted: string) => {
    if (got !== wanted) faults.push(`${what}: ${got || 'nothing'}, not ${wanted || 'nothing'}`);
  };
  compare('verdict', verdict, page.verdict);
  compare('found', found.join(' '), distinct(page.expect).join(' '));
  for (const note of page.notes ?? []) if (!notes.includes(note)) faults.push(`no note ${note}`);
  if (page.inProduction) {
    const inProduction = judged(journal, { ...options, production: true });
    compare('verdict in production', inProduction.verdict, page.inProduction.verdict);
    compare('found in production', inProduction.found.join(' '), distinct(page.inProduction.expect).join(' '));
  }
  return faults;
};
