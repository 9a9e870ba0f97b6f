import type { Entry } from './entry';
import type { JsonObject } from './json';
import type { Verdict } from './judgement';
import type { CookieAttributes, JournalRecord } from './observation';

export const SESSION_FORMAT = 'affitor-session';
export const SESSION_VERSION = 1;

/** A cookie of the tracker as the browser holds it. */
export type CookieState = { name: string; value: string; attributes: CookieAttributes; storeId?: string };

/** The file that "Export session" writes. `entries` repeats `journal` folded, for readers that do not fold. */
export type Session = {
  format: typeof SESSION_FORMAT;
  version: typeof SESSION_VERSION;
  /** ISO 8601. */
  exportedAt: string;
  generator: { name: string; version: string; browser: string };
  page: { url: string; title: string };
  redacted: boolean;
  /** What the exporting panel had set, such as the attribution window; a reader may judge with it. */
  settings?: JsonObject;
  verdict: Verdict;
  dropped: number;
  cookies: CookieState[];
  journal: JournalRecord[];
  entries: Entry[];
};
