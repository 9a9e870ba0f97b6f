import { EmptyNote } from '@/components/atoms/EmptyNote';
import { EventRef } from '@/components/atoms/EventRef';
import { JsonView } from '@/components/atoms/JsonView';
import { FixPane } from '@/components/overview/FixPane';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import type { QueueItem } from '@/lib/store/queue-view';
import { findingsByEntryOf } from '@/lib/store/selectors';

const SENTENCES: Record<string, string> = {
  Ran: 'ran when the tracker loaded',
  Refused: 'was read, but did not run',
  'Never ran': 'never ran',
  Waiting: 'waits for the tracker',
  'Not known': 'may have run: this queue keeps what is read from it',
};

/** One queued call: what it carried, and the finding about it. */
export function QueueItemDetail({ item }: { item: QueueItem }) {
  const findings = usePanel(findingsByEntryOf).get(item.entry.id) ?? [];
  return (
    <section className={pane.pane} aria-label="Selected call">
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>
          Call {item.place} {SENTENCES[item.outcome]}
        </h2>
        <EventRef entryId={item.entry.id} number={item.entry.number} />
      </div>
      {item.entry.message && <EmptyNote title={item.entry.message} />}
      <div className={pane.pad}>
        <JsonView value={item.entry.item ?? null} label="Queue item" />
      </div>
      <FixPane findings={findings} />
    </section>
  );
}
