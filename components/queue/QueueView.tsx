import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { EventRef } from '@/components/atoms/EventRef';
import { RichText } from '@/components/atoms/RichText';
import { SourceLink } from '@/components/atoms/SourceLink';
import { StatusMark } from '@/components/atoms/StatusMark';
import { useActions, usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { type QueueFact, railOf } from '@/lib/store/queue-view';
import { loggedEntriesOf } from '@/lib/store/selectors';
import { QueueItemDetail } from './QueueItemDetail';
import { QueueRail } from './QueueRail';
import { QueueTable } from './QueueTable';
import styles from './QueueView.module.css';
import { queueOfView, shownItemsOf } from './shown-queue';

/** Calls that were pushed before the tracker was there: how long each waited, and which was never read. */
export function QueueView() {
  const view = usePanel(queueOfView);
  const items = usePanel(shownItemsOf);
  const entries = usePanel(loggedEntriesOf);
  const selectedId = usePanel((state) => state.selectedId);
  const { select } = useActions();
  const selected = items.find(({ entry }) => entry.id === selectedId) ?? items.at(-1);
  const rail = railOf(view, entries);
  return (
    <div className={styles.queue}>
      <section className={pane.pane} aria-label={i18n.t('queue.calls')}>
        {rail && <QueueRail rail={rail} />}
        <QueueTable items={items} selected={selected} onSelect={(item) => select(item.entry.id)} />
        {items.length === 0 && (
          <EmptyNote title={i18n.t('queue.none')}>
            <RichText text={i18n.t('queue.noneNote')} />
          </EmptyNote>
        )}
        {view.facts.length > 0 && <QueueFacts facts={view.facts} />}
      </section>
      {selected && <QueueItemDetail item={selected} />}
    </div>
  );
}

function QueueFacts({ facts }: { facts: readonly QueueFact[] }) {
  return (
    <>
      <div className={pane.head}>
        <h2>{i18n.t('queue.itself')}</h2>
      </div>
      <dl className={`${pane.facts} ${pane.padFlat}`}>
        {facts.map((fact) => (
          <div key={fact.name} className={styles.fact}>
            <dt>{fact.name}</dt>
            <dd>
              {fact.text && (
                <StatusMark tone={fact.tone}>
                  <span>
                    <RichText text={fact.text} />
                  </span>
                </StatusMark>
              )}
              {fact.entry?.stack[0] && <SourceLink frame={fact.entry.stack[0]} />}
              {fact.entry && <EventRef entryId={fact.entry.id} number={fact.entry.number} />}
              {fact.entry?.early && <span className={text.meta}>{i18n.t('queue.beforeFirstRead')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
