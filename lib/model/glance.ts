import type { Severity, VerdictValue } from './judgement';

/** The verdict in short, for the popup and the badge. */
export type Glance = {
  value: VerdictValue;
  state: string;
  cause: string;
  nextStep: string;
  /** Click, lead, tracker: what there is to say of each. */
  facts: { name: string; tone: 'ok' | 'warn' | 'error' | 'none'; text: string }[];
  /** Findings that stand for themselves, by severity. */
  findings: Record<Severity, number>;
};
