import { i18n } from '#i18n';
import { EventRef } from '@/components/atoms/EventRef';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { LifeLine } from '@/components/timeline/detail/LifeLine';
import { leadsOfView } from '@/lib/store/counts';
import { timelineOfView } from '@/lib/store/selectors';
import styles from './LastLead.module.css';

/** The last lead step by step, where Overview has the room for it. */
export function LastLead() {
  const timeline = usePanel(timelineOfView);
  const lead = usePanel(leadsOfView).at(-1);
  const entry = lead && timeline.byId.get(lead.id);
  if (!lead || !entry) return null;
  return (
    <section className={styles.preview} aria-label={i18n.t('overview.lastLead.section')}>
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>{i18n.t('overview.lastLead.title')}</h2>
        <span className={text.meta}>{lead.method}</span>
        <span className={text.grow} />
        <EventRef entryId={lead.id} number={lead.number} />
      </div>
      <LifeLine entry={entry} timeline={timeline} />
    </section>
  );
}
