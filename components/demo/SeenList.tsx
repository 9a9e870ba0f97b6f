import { useEffect, useRef } from 'react';
import { i18n } from '#i18n';
import { KindMark, kindHue } from '@/components/atoms/KindMark';
import { RichText } from '@/components/atoms/RichText';
import { classNames } from '@/components/shared/class-names';
import text from '@/components/shared/text.module.css';
import { rowWordsOf } from '@/components/timeline/row-words';
import { maskPersonal } from '@/lib/demo/mask';
import type { Entry } from '@/lib/model/entry';
import styles from './SeenList.module.css';

/** The timeline's rows so far, the newest in view. */
export function SeenList({ entries }: { entries: readonly Entry[] }) {
  const list = useRef<HTMLOListElement>(null);
  const count = entries.length;
  useEffect(() => {
    if (list.current && count > 0) list.current.scrollTop = list.current.scrollHeight;
  }, [count]);
  if (count === 0) return <p className={styles.none}>{i18n.t('demo.nothingYet')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard.
    <ol ref={list} className={styles.list} aria-label={i18n.t('demo.timeline')} tabIndex={0}>
      {entries.map((entry) => (
        <SeenRow key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function SeenRow({ entry }: { entry: Entry }) {
  const { title, detail } = rowWordsOf(entry);
  return (
    <li className={classNames(styles.row, kindHue(entry.kind))}>
      <KindMark kind={entry.kind} withWord />
      <span className={styles.words}>
        <RichText text={maskPersonal(title)} /> <span className={text.third}>{maskPersonal(detail)}</span>
      </span>
    </li>
  );
}
