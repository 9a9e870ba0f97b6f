import type { EntryKind } from '@/lib/model/entry';
import { Icon } from './Icon';
import type { IconName } from './icons';
import styles from './KindMark.module.css';

const KINDS: Record<EntryKind, { word: string; icon: IconName }> = {
  navigation: { word: 'Navigation', icon: 'navigation' },
  script: { word: 'Script', icon: 'script' },
  global: { word: 'Global', icon: 'script' },
  queue: { word: 'Queue', icon: 'queue' },
  call: { word: 'Call', icon: 'call' },
  console: { word: 'Console', icon: 'console' },
  request: { word: 'Request', icon: 'request' },
  cookie: { word: 'Cookie', icon: 'cookie' },
  notice: { word: 'Notice', icon: 'info' },
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
