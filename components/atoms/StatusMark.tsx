import type { ReactNode } from 'react';
import { i18n } from '#i18n';
import text from '@/components/shared/text.module.css';
import type { Tone } from '@/lib/store/problems';
import { Icon } from './Icon';

const TONE_WORDS: Record<Tone, string> = {
  ok: i18n.t('atoms.tones.ok'),
  warn: i18n.t('atoms.tones.warn'),
  error: i18n.t('atoms.tones.error'),
  info: i18n.t('atoms.tones.info'),
  none: i18n.t('atoms.tones.none'),
};

/** A state: its glyph and its word, never colour alone. */
export function StatusMark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`${text.state} ${text[tone]}`}>
      <Icon name={tone} small />
      {children}
    </span>
  );
}

/** The glyph of a state where its word stands elsewhere in the row. */
export function StatusGlyph({ tone, label = TONE_WORDS[tone] }: { tone: Tone; label?: string | undefined }) {
  return (
    <span className={text[tone]}>
      <Icon name={tone} label={label} />
    </span>
  );
}
