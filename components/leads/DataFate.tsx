import type { ReactNode } from 'react';
import { i18n } from '#i18n';
import { CopyButton } from '@/components/atoms/CopyButton';
import { Icon } from '@/components/atoms/Icon';
import { Tag } from '@/components/atoms/Tag';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Json } from '@/lib/model/json';
import { maskEmail } from '@/lib/tracker/mask-email';
import styles from './DataFate.module.css';
import { fateOf } from './fate';
import { useSha256 } from './use-sha256';

/** What Affitor stores of a lead, and what it throws away on arrival. */
export function DataFate({ payload, isKept }: { payload: Json | undefined; isKept: boolean }) {
  const fate = fateOf(payload);
  const hash = useSha256(fate.email);
  return (
    <>
      <div className={pane.head}>
        <h2>{i18n.t('leads.fate.title')}</h2>
        {!isKept && <span className={text.meta}>{i18n.t('leads.fate.notRecorded')}</span>}
      </div>
      <div className={styles.fate}>
        <section>
          <h3>
            <Icon name="check" className={text.ok} />
            {i18n.t('leads.fate.kept')}
          </h3>
          <dl>
            {fate.email !== undefined && (
              <>
                <Fact name="email">
                  <Tag title={i18n.t('leads.fate.hashHint')}>SHA-256</Tag>
                  <code className={text.trunc} title={hash}>
                    {hash}
                  </code>
                  {hash !== undefined && <CopyButton text={hash} label={i18n.t('leads.fate.copyHash')} />}
                </Fact>
                <Fact name="">
                  <Tag title={i18n.t('leads.fate.maskedHint')}>{i18n.t('leads.fate.masked')}</Tag>
                  <code className={styles.whole}>{maskEmail(fate.email)}</code>
                </Fact>
              </>
            )}
            {fate.kept.map(([name, value]) => (
              <Fact key={name} name={name}>
                <code className={text.trunc} title={value}>
                  {value}
                </code>
                <span className={`${text.third} ${styles.note}`}>{i18n.t('leads.fate.asSent')}</span>
              </Fact>
            ))}
          </dl>
        </section>
        <section>
          <h3>
            <Icon name="cross" className={text.third} />
            {i18n.t('leads.fate.discarded')}
          </h3>
          <dl>
            {fate.discarded.map(([name, value]) => (
              <Fact key={name} name={name}>
                <del className={text.trunc} title={value}>
                  {value}
                </del>
              </Fact>
            ))}
            <Fact name="">
              <span className={text.third}>
                {fate.discarded.length > 0 ? i18n.t('leads.fate.needless') : i18n.t('leads.fate.nothingNeedless')}
              </span>
            </Fact>
          </dl>
        </section>
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd className={text.row}>{children}</dd>
    </div>
  );
}
