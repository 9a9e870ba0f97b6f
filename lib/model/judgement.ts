import type { Dialect } from './entry';

/** What the rules make of a timeline: computed, never stored. */

export type VerdictValue = 'attributed' | 'at-risk' | 'lost' | 'test-only' | 'pending' | 'server-side' | 'no-tracker';

export type Severity = 'error' | 'warning' | 'info';

/** Points into an entry; `pointer` is a JSON pointer into the part named by `text`. */
export type Evidence = { entryId: string; number: number; pointer?: string; text: string };

/** Lines of a fix: ` ` stays, `-` goes, `+` comes. */
export type CodeLine = { mark: ' ' | '-' | '+'; text: string };

export type Fix = { title: string; text?: string; code?: CodeLine[] };

export type Finding = {
  rule: string;
  severity: Severity;
  /** One line: what is wrong, in sentence case. */
  title: string;
  /** Why it matters, two or three sentences. */
  explanation: string;
  evidence: Evidence[];
  fix?: Fix;
  docs?: string;
  /** The rule whose finding explains this one; shown folded behind it. */
  because?: string;
};

export type Verdict = {
  value: VerdictValue;
  /** "Test only": the state's name. */
  state: string;
  /** "debug is on, so this signup was kept as a test, not a lead". */
  cause: string;
  /** What to do next, one sentence. */
  nextStep: string;
  evidence: Evidence[];
};

export type FunnelStage = {
  name: 'click' | 'lead' | 'sale';
  state: 'recorded' | 'test' | 'failed' | 'missing' | 'pending' | 'not-seen-here';
  /** Short word after the stage's name, such as "recorded". */
  label: string;
  /** Second line, such as "Partner maya-reviews". */
  detail: string;
  at?: number;
  entryId?: string;
};

/** What is installed on the page, as far as seen. Absent means not seen. */
export type TrackerCard = {
  dialect?: Dialect;
  programId?: string;
  debug?: { on: boolean; source: string };
  scriptUrl?: string;
  /** From the navigation to the script having run. */
  loadedAfterMs?: number;
  placement?: string;
  environment?: 'production' | 'uat' | 'local' | 'custom';
  landingParameter?: string;
  clickId?: string;
};

export type CoverageSource = { name: string; state: 'heard' | 'silent' | 'unavailable'; events: number; note?: string };

export type Coverage = {
  /** Share of tracker requests that two or more independent witnesses saw, 0 to 1; undefined without requests. */
  corroborated?: number;
  requests: number;
  pageOnly: number;
  browserOnly: number;
  bodiesMissing: number;
  dropped: number;
  sources: CoverageSource[];
};

export type Judgement = {
  verdict: Verdict;
  findings: Finding[];
  funnel: { stages: FunnelStage[]; links: [string, string][] };
  tracker: TrackerCard;
  coverage: Coverage;
};
