import type { IconName } from '@/components/atoms/icons';
import type { CheckResult, CheckState } from '@/lib/expectations/expectations';

/** A check's state as a glyph, a colour and a word. */
export const STATES: Record<CheckState, { icon: IconName; colour: 'ok' | 'error' | 'second'; word: string }> = {
  pass: { icon: 'ok', colour: 'ok', word: 'Pass' },
  fail: { icon: 'error', colour: 'error', word: 'Fail' },
  'not-yet': { icon: 'pending', colour: 'second', word: 'Not yet' },
};

/** The state in words; one that only lasts while nothing comes says so. */
export const wordOf = ({ state, soFar }: CheckResult): string => (soFar ? 'Passing so far' : STATES[state].word);
