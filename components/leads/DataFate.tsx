import type { ReactNode } from 'react';
import { CopyButton } from '@/components/atoms/CopyButton';
import { Icon } from '@/components/atoms/Icon';
import { Tag } from '@/components/atoms/Tag';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Json } from '@/lib/model/json';
import styles from './DataFate.module.css';
import { fateOf, maskedEmail } from './fate';
import { useSha256 } from './use-sha256';

/** What Affitor stores of a lead, and what it throws away on arrival. */
export function DataFate({ payload, isKept }: { payload: Json | undefined; isKept: boolean }) {
  const fate = fateOf(payload);
  const hash = useSha256(fate.email);
  return (
    <>
      <div className={pane.head}>
        <h2>What Affitor keeps</h2>
        {!isKept && <span className={text.meta}>of a lead that is recorded; of this one, nothing</span>}
      </div>
      <div className={styles.fate}>
        <section>
          <h3>
            <Icon name="check" className={text.ok} />
            Kept
          </h3>
          <dl>
            {fate.email !== undefined && (
              <>
                <Fact name="email">
                  <Tag title="Of the address as sent">SHA-256</Tag>
                  <code className={text.trunc} title={hash}>
                    {hash ?? 'cannot be computed in this window'}
                  </code>
                  {hash !== undefined && <CopyButton text={hash} label="Copy SHA-256" />}
                </Fact>
                <Fact name="">
                  <Tag title="The vendor documents that a masked form is kept, not what it looks like">Masked</Tag>
                  <code className={text.trunc}>{maskedEmail(fate.email)}</code>
                </Fact>
              </>
            )}
            {fate.kept.map(([name, value]) => (
              <Fact key={name} name={name}>
                <code className={text.trunc} title={value}>
                  {value}
                </code>
                <span className={text.third}>as sent</span>
              </Fact>
            ))}
          </dl>
        </section>
        <section>
          <h3>
            <Icon name="cross" className={text.third} />
            Discarded on arrival
          </h3>
          <dl>
            {fate.discarded.map(([name, value]) => (
              <Fact key={name} name={name}>
                <del className={text.trunc}>{value}</del>
              </Fact>
            ))}
            <Fact name="">
              <span className={text.third}>
                {fate.discarded.length > 0
                  ? 'Personal data with no use: do not send it.'
                  : 'Nothing needless was sent.'}
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
