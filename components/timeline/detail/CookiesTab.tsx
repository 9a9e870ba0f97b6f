import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { EventRef } from '@/components/atoms/EventRef';
import { formatTime } from '@/components/atoms/format';
import { RichText } from '@/components/atoms/RichText';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { summarise } from '@/lib/timeline/summary';
import styles from './CookiesTab.module.css';
import { customerCookiesAt } from './customer-cookies';
import type { DetailViewProps } from './detail-tabs';

/** The tracker's cookies as they stood when the event happened, and what it did to them. */
export function CookiesTab({ entry, timeline }: DetailViewProps) {
  const held = customerCookiesAt(timeline, entry.at);
  const changes = timeline.entries.filter(
    (other) => other.kind === 'cookie' && (other.trace === entry.trace || entry.effects.includes(other.id)),
  );
  if (held.length === 0 && changes.length === 0) {
    return <EmptyNote title={i18n.t('timeline.detail.noCookies')}>{i18n.t('timeline.detail.noCookiesNote')}</EmptyNote>;
  }
  return (
    <>
      <div className={pane.head}>
        <h2>{i18n.t('timeline.detail.heldAt', [formatTime(entry.at)])}</h2>
        <span className={text.meta}>{i18n.t('timeline.detail.asFarAsSeen')}</span>
      </div>
      <dl className={`${pane.facts} ${pane.padFlat}`}>
        {held.map((cookie) => (
          <div key={cookie.id} className={styles.pair}>
            <dt>
              <code>{cookie.name}</code>
            </dt>
            <dd>
              <code>{cookie.value}</code>
              <EventRef entryId={cookie.id} number={cookie.number} />
            </dd>
          </div>
        ))}
      </dl>
      {changes.length > 0 && (
        <>
          <div className={`${pane.head} ${pane.headTop}`}>
            <h2>{i18n.t('timeline.detail.changesInTrace')}</h2>
          </div>
          <ul className={pane.padFlat}>
            {changes.map((change) => (
              <li key={change.id} className={text.row}>
                <EventRef entryId={change.id} number={change.number} />
                <span>
                  <RichText text={summarise(change).title} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
