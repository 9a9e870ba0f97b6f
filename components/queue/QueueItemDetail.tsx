import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { EventRef } from '@/components/atoms/EventRef';
import { JsonView } from '@/components/atoms/JsonView';
import { FixPane } from '@/components/overview/FixPane';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import type { QueueItem, QueueOutcome } from '@/lib/store/queue-view';
import { findingsByEntryOf } from '@/lib/store/selectors';

const SENTENCES: Record<QueueOutcome, (place: number) => string> = {
  ran: (place) => i18n.t('queue.call.ran', [place]),
  refused: (place) => i18n.t('queue.call.refused', [place]),
  neverRan: (place) => i18n.t('queue.call.neverRan', [place]),
  waiting: (place) => i18n.t('queue.call.waiting', [place]),
  notKnown: (place) => i18n.t('queue.call.notKnown', [place]),
};

/** One queued call: what it carried, and the finding about it. */
export function QueueItemDetail({ item }: { item: QueueItem }) {
  const findings = usePanel(findingsByEntryOf).get(item.entry.id) ?? [];
  return (
    <section className={pane.pane} aria-label={i18n.t('queue.selected')}>
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>{SENTENCES[item.outcome](item.place)}</h2>
        <EventRef entryId={item.entry.id} number={item.entry.number} />
      </div>
      {item.entry.message && <EmptyNote title={item.entry.message} />}
      <div className={pane.pad}>
        <JsonView value={item.entry.item ?? null} label={i18n.t('queue.item')} copyLabel={i18n.t('queue.copyItem')} />
      </div>
      <FixPane findings={findings} />
    </section>
  );
}
