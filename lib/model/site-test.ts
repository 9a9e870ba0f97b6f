import type { Dialect } from './entry';
import type { VerdictValue } from './judgement';

/** "Test this site": what is asked for, how far it has come, and what the panel and the popup are shown of it. */

/** The steps of an attribution, in the order they are checked. */
export const SITE_TEST_STEPS = ['script', 'click', 'cookie', 'queue', 'lead', 'response'] as const;
export type SiteTestStepName = (typeof SITE_TEST_STEPS)[number];

export type SiteTestStep = {
  name: SiteTestStepName;
  /** `skipped`: this site does without it, or an earlier step failed. */
  state: 'waiting' | 'passed' | 'warned' | 'failed' | 'skipped';
  text: string;
};

export const LINK_PARAMETERS = ['ref', 'aff'] as const;

export type LinkParameter = (typeof LINK_PARAMETERS)[number];

/** Who signs up on the page. */
export type SignupChoice =
  | { kind: 'by-hand'; remember: boolean }
  /** By itself, as it was recorded; with an address that nobody signed up with yet. */
  | { kind: 'recorded'; freshEmail: boolean };

export type RecordedSignup = { origin: string; recordedAt: number; hasEmail: boolean };

export type SiteTestPlan = {
  /** The page to land on, without the parameter. */
  pageUrl: string;
  parameter: LinkParameter;
  code: string;
  /** Answered by the bundled mock; otherwise by the real API. */
  routed: boolean;
  /** What the tracker was seen to speak, and the stand-in is to speak; both without one. */
  dialect?: Dialect;
  /** By hand and forgotten without one. */
  signup?: SignupChoice;
};

export type SiteTestProposal = {
  plan: SiteTestPlan;
  /** What can be played again on the origin of the page on show. */
  recorded?: RecordedSignup;
  programId?: string;
  /** The code that the visitor came with last: a real one, for a test that is left live. */
  seenCode?: string;
  /** What the mock can answer for. */
  mock: { links: { code: string; programId: string }[]; programIds: string[] };
};

/** How far the form is recorded, or filled in. */
export type SignupProgress =
  | { kind: 'recording'; steps: number }
  | { kind: 'playing'; field: string; step: number; of: number }
  | { kind: 'played'; of: number }
  /** Somebody has to go on by hand. */
  | { kind: 'stopped'; text: string };

/** What became of the cookies that were there before. */
export type RestoredCookies = { restored: number; failed: { name: string; reason: string }[] };

export type SiteTestResult = {
  how: 'finished' | 'cancelled' | 'interrupted';
  plan: SiteTestPlan;
  steps: SiteTestStep[];
  verdict: { value: VerdictValue; state: string; cause: string; nextStep: string };
  cookies: RestoredCookies;
  /** Markdown, to copy into a ticket. */
  report: string;
};

export type SiteTestView =
  /** Without a proposal the tab shows nothing that could be tested. */
  | { state: 'idle'; proposal?: SiteTestProposal }
  | { state: 'running'; plan: SiteTestPlan; landingUrl: string; steps: SiteTestStep[]; signup?: SignupProgress }
  | { state: 'ended'; result: SiteTestResult };

export type SiteTestAsk =
  /** Whether one runs or has ended; without a proposal. */
  | { action: 'peek' }
  | { action: 'look' }
  | { action: 'start'; plan: SiteTestPlan }
  /** Ends it with what was seen so far, as for a site that signs up on its server. */
  | { action: 'finish' }
  | { action: 'cancel' }
  /** Puts the result away. */
  | { action: 'dismiss' }
  /** Deletes how somebody signed up there. */
  | { action: 'forget'; origin: string };
