import { CopyButton } from '@/components/atoms/CopyButton';
import { EventRef } from '@/components/atoms/EventRef';
import { Icon } from '@/components/atoms/Icon';
import { JsonView } from '@/components/atoms/JsonView';
import { StatusMark } from '@/components/atoms/StatusMark';
import { Tag } from '@/components/atoms/Tag';
import { Tally } from '@/components/atoms/Tally';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Lead } from '@/lib/timeline/leads';
import { DataFate } from './DataFate';
import { severitiesOf } from './field-result';
import styles from './LeadDetail.module.css';
import { checkOf } from './lead-checks';
import { outcomeOf } from './lead-states';
import { PayloadTable } from './PayloadTable';

/** One lead: what became of it, its fields, and what is kept of them. */
export function LeadDetail({ lead }: { lead: Lead }) {
  const check = checkOf(lead);
  const state = outcomeOf(lead);
  return (
    <section className={pane.pane} aria-label="Payload check">
      <div className={pane.head}>
        <h2>{lead.method ? `${lead.method} payload` : 'Lead payload'}</h2>
        <Tag title={lead.dialect ? undefined : 'Nothing told the dialect; checked as v1'}>{lead.dialect ?? 'v1?'}</Tag>
        <EventRef entryId={lead.id} number={lead.number} />
        <Tally findings={severitiesOf(check)} />
        {lead.payload !== undefined && <CopyButton text={JSON.stringify(lead.payload, null, 2)} label="Copy payload" />}
      </div>
      <p className={`${styles.state} ${pane.headLine}`}>
        <StatusMark tone={state.tone}>{sentence(state.text)}</StatusMark>{' '}
        <span className={text.second}>{state.meaning}</span>
      </p>
      {check.testMode && (
        <p className={`${pane.note} ${pane.info} ${styles.note}`}>
          <Icon name="info" />
          <span>
            <code>test_mode</code> is in the payload: only a test event is kept, and no field is required.
          </span>
        </p>
      )}
      <PayloadTable check={check} />
      <DataFate payload={lead.payload} isKept={lead.state === 'accepted' || lead.state === 'provisional'} />
      {lead.sent !== undefined && (
        <>
          <div className={`${pane.head} ${pane.headTop}`}>
            <h2>What went out</h2>
            {lead.request && <EventRef entryId={lead.request.id} number={lead.request.number} />}
          </div>
          <div className={pane.padFlat}>
            <JsonView value={lead.sent} label="Lead request body" />
          </div>
        </>
      )}
    </section>
  );
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
