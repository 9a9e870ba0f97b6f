import { useState } from 'react';
import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { formatTime } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Lead } from '@/lib/timeline/leads';
import { graver, toneOfCheck } from './field-result';
import { LeadDetail } from './LeadDetail';
import styles from './LeadsView.module.css';
import { checkOf, shownLeadsOf } from './lead-checks';
import { isMocked, outcomeOf } from './lead-states';
import { Scratchpad } from './Scratchpad';

/** Each lead once, however it travelled, and what its payload is worth. */
export function LeadsView() {
  const leads = usePanel(shownLeadsOf);
  const [selectedId, select] = useState<string>();
  const [isWriting, setWriting] = useState(false);
  const selected = leads.find((lead) => lead.id === selectedId) ?? leads.at(-1);
  return (
    <div className={styles.leads}>
      <section className={pane.pane} aria-label={i18n.t('leads.calls')}>
        <div className={`${pane.head} ${pane.headLine} ${styles.head}`}>
          <h2>{i18n.t('leads.calls')}</h2>
        </div>
        <button
          type="button"
          className={`${pane.item} ${styles.item}`}
          aria-label={i18n.t('leads.scratchpad.name')}
          aria-description={i18n.t('leads.scratchpad.hint')}
          aria-current={isWriting}
          onClick={() => setWriting(true)}
        >
          <Icon name="edit" />
          <span>{i18n.t('leads.scratchpad.name')}</span>
          <span className={styles.sub} data-drawn={i18n.t('leads.scratchpad.hint')} aria-hidden="true" />
        </button>
        <ul className={styles.list} aria-label={i18n.t('leads.list')}>
          {leads.map((lead) => (
            <LeadItem
              key={lead.id}
              lead={lead}
              isSelected={!isWriting && lead === selected}
              onSelect={() => {
                select(lead.id);
                setWriting(false);
              }}
            />
          ))}
        </ul>
      </section>
      {isWriting ? (
        <Scratchpad />
      ) : selected ? (
        <LeadDetail lead={selected} />
      ) : (
        <EmptyNote title={i18n.t('leads.none')}>
          <RichText text={i18n.t('leads.noneNote')} />
        </EmptyNote>
      )}
    </div>
  );
}

function LeadItem({ lead, isSelected, onSelect }: { lead: Lead; isSelected: boolean; onSelect: () => void }) {
  const outcome = outcomeOf(lead);
  const said: [string, string] = [formatTime(lead.at).slice(0, 8), outcome.text];
  const tone = graver(outcome.tone, toneOfCheck(checkOf(lead)));
  return (
    <li>
      <button type="button" className={`${pane.item} ${styles.item}`} aria-current={isSelected} onClick={onSelect}>
        <StatusGlyph tone={tone} />
        <span className={text.trunc}>{lead.method ?? i18n.t('leads.request')}</span>
        <span className={text.meta}>#{lead.number}</span>
        <span className={styles.sub}>{isMocked(lead) ? i18n.t('leads.atMock', said) : i18n.t('leads.at', said)}</span>
      </button>
    </li>
  );
}
