import { seedWorld } from '@/lib/mock/ledger/seed';
import type { Judgement } from '@/lib/model/judgement';
import type { Session } from '@/lib/model/session';
import { redact } from '@/lib/session/redaction';
import { lifelineOf } from '@/lib/timeline/lifeline';
import { summarise } from '@/lib/timeline/summary';
import type { Timeline } from '@/lib/timeline/timeline';
import { type Literal, literalsOf, parseSource, sourcesIn } from '@/test/fixtures/source-literals';

/**
 * What may be read on a page without being a message: what was recorded, what the engine says of it, and names. The
 * engine's sentences are those that stand in `lib/`, with anything in their gaps.
 */

/** The same in every language. */
const NAMES: Record<string, string> = {
  Affitor: 'the name of the panel',
  'Affitor Inspector': 'the name of the product',
  JSON: 'a format',
  HAR: 'a format',
  cURL: 'a program',
  HttpOnly: 'an attribute of a cookie',
  'www.example.com': 'a host of the site’s that cookies could be sent to',
  'app.example.com': 'likewise',
  'v1, ?ref=': 'a dialect, and the parameter that tells it',
  'v2, ?aff=': 'a dialect, and the parameter that tells it',
};

/** Numbers, times and sizes, as `components/atoms/format.ts` writes them. */
const AMOUNT = /^[+−-]?[\d.,:/]+\s?(?:ms|s|min|h|d|B|kB|MB|%|×)?(?: \d+ (?:s|min))?$/;
const DATE = /^\d{1,2} [A-Z][a-z]+(?: \d{4})?(?: at)?(?: [\d:.]+)?(?: [A-Z+\d]+)?$/;

/** Line and column after a file. */
const PLACE = /:\d+(?::\d+)?$/;
/** Before what the engine counts. */
const COUNT = /^[\d.,]+\s/;

/** How an event is named in a list: its number, and the method before a path. */
const LISTED = /^(?:#\d+\s+)?(?:(?:GET|POST|PUT|PATCH|DELETE)\s+)?/;
const SHA_256 = /^[0-9a-f]{64}$/;

const PAUSE = /\s*(?:[,;:.?!]\s|[·→—()“”"]|\s[–-]\s)\s*/;
const SENTENCE_END = /(?<=[.!?])\s/;
const GAP = '\u0001';
/** Of the words between the gaps, so that a template of nothing but gaps fits nothing. */
const LEAST_LETTERS = 4;

const leavesOf = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...leavesOf(inner)]);
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Texts between backticks are drawn as code, and so apart from what is around them. */
const piecesOf = (literal: Literal): string[] =>
  [literal.join(GAP), ...literal.join(GAP).split('`'), ...literal].map(plain);

/** A recording, with what the engine makes of it. */
export type Recorded = { session: Session; timeline: Timeline; judgement: Judgement };

/** Told in every view by these; the rest of what the engine says stands in whole sentences. */
const toldOf = ({ timeline }: Recorded) =>
  timeline.entries.map((entry) => [summarise(entry), lifelineOf(timeline, entry.id)?.steps]);

export type KnownWords = { has(text: string): boolean };

export const knownWords = (recordings: readonly Recorded[], further: readonly string[]): KnownWords => {
  const recorded = recordings.flatMap((one) => [one.session, redact(one.session), one.judgement, toldOf(one)]);
  const haystack = `\n${[...new Set([...recorded, ...further, seedWorld()].flatMap(leavesOf))].join('\n')}\n`;
  const said = sourcesIn('lib')
    // The names of the panel's tabs in its state.
    .filter((file) => !file.endsWith('view-slice.ts'))
    .flatMap((file) => literalsOf(parseSource(file)))
    .flatMap(piecesOf);
  const sentences = new Set(said.filter((text) => !text.includes(GAP)));
  const templates = [...new Set(said)]
    .filter((text) => text.includes(GAP) && text.replace(/[^a-z]/gi, '').length >= LEAST_LETTERS)
    .map((text) => new RegExp(`^${text.split(GAP).map(escaped).join('.*')}$`));

  const isRecorded = (text: string): boolean => {
    for (let at = haystack.indexOf(text); at >= 0; at = haystack.indexOf(text, at + 1)) {
      const edges = [haystack.slice(at - 1, at + 1), haystack.slice(at + text.length - 1, at + text.length + 1)];
      if (!edges.some((edge) => /^[a-z]{2}$/i.test(edge))) return true;
    }
    return false;
  };

  const isOne = (text: string): boolean =>
    !/[a-z]/i.test(text) ||
    Object.hasOwn(NAMES, text) ||
    [AMOUNT, DATE, SHA_256].some((format) => format.test(text)) ||
    sentences.has(text) ||
    isRecorded(text) ||
    isRecorded(text.replace(LISTED, '').replace(PLACE, '')) ||
    sentences.has(text.replace(COUNT, '')) ||
    templates.some((template) => template.test(text));

  const answers = new Map<string, boolean>();
  return {
    has(text) {
      const known =
        answers.get(text) ?? (isOne(text) || [SENTENCE_END, PAUSE].some((end) => text.split(end).every(isOne)));
      answers.set(text, known);
      return known;
    },
  };
};
