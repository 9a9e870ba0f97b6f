import { i18n } from '#i18n';
import type { Tone } from '@/lib/store/problems';
import type { LeadCheck, LeadField } from '@/lib/tracker/lead-payload';

/** A lead field's result as a tone and a word. */
export function fieldResultOf(field: LeadField): { tone: Tone; word: string } {
  switch (field.status) {
    case 'ok':
      return field.sent === undefined
        ? { tone: 'none', word: i18n.t('leads.fields.notNeeded') }
        : { tone: 'ok', word: i18n.t('leads.fields.pass') };
    case 'wrong':
      return { tone: field.required === 'optional' ? 'warn' : 'error', word: i18n.t('leads.fields.wrong') };
    case 'discarded':
      return { tone: 'info', word: i18n.t('leads.fields.discarded') };
    case 'unknown':
      return { tone: 'none', word: i18n.t('leads.fields.unrecognised') };
    case 'missing':
      if (field.required === 'required') return { tone: 'error', word: i18n.t('leads.fields.missing') };
      return field.required === 'recommended'
        ? { tone: 'warn', word: i18n.t('leads.fields.missing') }
        : { tone: 'none', word: i18n.t('leads.fields.notSent') };
  }
}

const WORST: Tone[] = ['error', 'warn', 'info', 'ok'];

/** Of two tones the one that asks for more. */
export const graver = (a: Tone, b: Tone): Tone => WORST.find((tone) => tone === a || tone === b) ?? 'none';

/** The gravest of a check's results. */
export function toneOfCheck(check: LeadCheck): Tone {
  const tones = check.fields.map((field) => fieldResultOf(field).tone);
  return WORST.find((tone) => tones.includes(tone)) ?? 'none';
}

/** The errors and warnings of a check as severities, for a tally. */
export function severitiesOf(check: LeadCheck): { severity: 'error' | 'warning' }[] {
  const tones = check.fields.map((field) => fieldResultOf(field).tone);
  return [
    ...tones.filter((tone) => tone === 'error').map(() => ({ severity: 'error' as const })),
    ...tones.filter((tone) => tone === 'warn').map(() => ({ severity: 'warning' as const })),
  ];
}
