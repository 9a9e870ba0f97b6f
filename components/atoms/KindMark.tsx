import { i18n } from '#i18n';
import type { EntryKind } from '@/lib/model/entry';
import { Icon } from './Icon';
import type { IconName } from './icons';
import styles from './KindMark.module.css';

const KINDS: Record<EntryKind, { word: string; icon: IconName }> = {
  navigation: { word: i18n.t('atoms.kinds.navigation'), icon: 'navigation' },
  script: { word: i18n.t('atoms.kinds.script'), icon: 'script' },
  global: { word: i18n.t('atoms.kinds.global'), icon: 'script' },
  queue: { word: i18n.t('atoms.kinds.queue'), icon: 'queue' },
  call: { word: i18n.t('atoms.kinds.call'), icon: 'call' },
  console: { word: i18n.t('atoms.kinds.console'), icon: 'console' },
  request: { word: i18n.t('atoms.kinds.request'), icon: 'request' },
  cookie: { word: i18n.t('atoms.kinds.cookie'), icon: 'cookie' },
  notice: { word: i18n.t('atoms.kinds.notice'), icon: 'info' },
};

export const kindWord = (kind: EntryKind): string => KINDS[kind].word;

/** The class that gives `--k`, the hue of a kind, to an element and what is in it. */
export const kindHue = (kind: EntryKind): string | undefined => styles[kind];

/** Glyph of a kind in its hue; `withWord` writes its name beside it. */
export function KindMark({ kind, withWord = false }: { kind: EntryKind; withWord?: boolean }) {
  const { word, icon } = KINDS[kind];
  return (
    <span className={`${styles.mark} ${styles[kind]}`}>
      <Icon name={icon} className={styles.glyph} {...(withWord ? {} : { label: word })} />
      {withWord && <span className={styles.word}>{word}</span>}
    </span>
  );
}
