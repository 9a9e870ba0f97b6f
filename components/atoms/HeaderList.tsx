import { i18n } from '#i18n';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Header } from '@/lib/model/observation';
import { CopyButton } from './CopyButton';
import styles from './HeaderList.module.css';

type HeaderListProps = { headers: readonly Header[]; title: string; copyLabel: string };

export function HeaderList({ headers, title, copyLabel }: HeaderListProps) {
  return (
    <>
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>{title}</h2>
        <span className={text.meta}>{headers.length === 0 && i18n.t('atoms.noHeaders')}</span>
        <span className={text.grow} />
        {headers.length > 0 && (
          <CopyButton text={headers.map(([name, value]) => `${name}: ${value}`).join('\n')} label={copyLabel} />
        )}
      </div>
      <dl className={styles.list}>
        {headers.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice; its place tells them apart
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
