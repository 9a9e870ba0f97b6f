import { i18n } from '#i18n';
import type { IconName } from '@/components/atoms/icons';
import type { CheckResult, CheckState } from '@/lib/expectations/expectations';

/** A check's state as a glyph, a colour and a word. */
export const STATES: Record<CheckState, { icon: IconName; colour: 'ok' | 'error' | 'second'; word: string }> = {
  pass: { icon: 'ok', colour: 'ok', word: i18n.t('checks.states.pass') },
  fail: { icon: 'error', colour: 'error', word: i18n.t('checks.states.fail') },
  'not-yet': { icon: 'pending', colour: 'second', word: i18n.t('checks.states.notYet') },
};

/** The state in words; one that only lasts while nothing comes says so. */
export const wordOf = ({ state, soFar }: CheckResult): string =>
  soFar ? i18n.t('checks.states.passingSoFar') : STATES[state].word;
