import type { IconName } from '@/components/atoms/icons';
import type { CheckState } from '@/lib/expectations/expectations';

/** A check's state as a glyph, a colour and a word. */
export const STATES: Record<CheckState, { icon: IconName; colour: 'ok' | 'error' | 'second'; word: string }> = {
  pass: { icon: 'ok', colour: 'ok', word: 'Pass' },
  fail: { icon: 'error', colour: 'error', word: 'Fail' },
  'not-yet': { icon: 'pending', colour: 'second', word: 'Not yet' },
};
