import { type KeyboardEvent, type Ref, useMemo, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { CopyButton } from '@/components/atoms/CopyButton';
import { KindMark } from '@/components/atoms/KindMark';
import { RichText } from '@/components/atoms/RichText';
import { tabAfterKey } from '@/components/atoms/tab-keys';
import { useActions, usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import tabs from '@/components/shared/tab.module.css';
import text from '@/components/shared/text.module.css';
import { rowWordsOf } from '@/components/timeline/row-words';
import { checkFromEntry } from '@/lib/expectations/check-from-entry';
import type { Entry } from '@/lib/model/entry';
import { timelineOfView } from '@/lib/store/selectors';
import { DETAIL_TABS, type DetailTab, detailTabsOf, requestOf } from './detail-tabs';
import styles from './EventDetail.module.css';
import { RequestActions } from './RequestActions';

type EventDetailProps = { ref: Ref<HTMLElement>; entry: Entry; onClose: () => void };

/** The chosen event from every side. */
export function EventDetail({ ref, entry, onClose }: EventDetailProps) {
  const timeline = usePanel(timelineOfView);
  const [chosen, setChosen] = useState<DetailTab>('Life line');
  const available = detailTabsOf(timeline, entry);
  const tab = available.includes(chosen) ? chosen : 'Life line';
  const { addCheckFromEntry } = useActions();
  const canBeExpected = useMemo(() => checkFromEntry(entry) !== undefined, [entry]);
  const { View } = DETAIL_TABS[tab];
  const { title } = rowWordsOf(entry);
  const request = requestOf(timeline, entry);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfterKey(event.key, available, tab);
    if (!next) return;
    event.preventDefault();
    setChosen(next);
    document.getElementById(DETAIL_TABS[next].id)?.focus();
  };

  return (
    <section
      ref={ref}
      className={`${pane.pane} ${pane.fixed} ${styles.detail}`}
      aria-label={i18n.t('timeline.detail.name')}
      tabIndex={-1}
    >
      <div className={styles.head}>
        <div className={styles.line}>
          <KindMark kind={entry.kind} />
          <h2 title={title}>
            <RichText text={title} />
          </h2>
          <span className={text.meta}>#{entry.number}</span>
          <span className={text.grow} />
          {canBeExpected && (
            <Button
              look="ghost"
              icon="check"
              title={i18n.t('timeline.detail.addCheckHint')}
              onClick={() => addCheckFromEntry(entry.id)}
            >
              {i18n.t('timeline.detail.addCheck')}
            </Button>
          )}
          <CopyButton text={JSON.stringify(entry, null, 2)} label={i18n.t('timeline.detail.copyEvent')}>
            {i18n.t('timeline.detail.copyAsJson')}
          </CopyButton>
        </div>
        <Button look="ghost" icon="cross" aria-label={i18n.t('timeline.detail.close')} onClick={onClose} />
      </div>
      {request && <RequestActions key={request.id} request={request} />}
      <div className={styles.tabs} role="tablist" aria-label={i18n.t('timeline.detail.tabList')} onKeyDown={onKeyDown}>
        {available.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={DETAIL_TABS[name].id}
            className={tabs.tab}
            aria-label={DETAIL_TABS[name].label ?? DETAIL_TABS[name].word}
            aria-selected={name === tab}
            aria-controls={name === tab ? 'event-detail-view' : undefined}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => setChosen(name)}
          >
            {DETAIL_TABS[name].word}
          </button>
        ))}
      </div>
      <div className={pane.scroll} role="tabpanel" id="event-detail-view" aria-labelledby={DETAIL_TABS[tab].id}>
        <View entry={entry} timeline={timeline} />
      </div>
    </section>
  );
}
