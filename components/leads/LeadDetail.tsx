import { i18n } from '#i18n';
import { CopyButton } from '@/components/atoms/CopyButton';
import { EventRef } from '@/components/atoms/EventRef';
import { Icon } from '@/components/atoms/Icon';
import { JsonView } from '@/components/atoms/JsonView';
import { RichText } from '@/components/atoms/RichText';
import { StatusMark } from '@/components/atoms/StatusMark';
import { Tag } from '@/components/atoms/Tag';
import { Tally } from '@/components/atoms/Tally';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Lead } from '@/lib/timeline/leads';
import { DataFate } from './DataFate';
import { severitiesOf } from './field-result';
import styles from './LeadDetail.module.css';
import { ASSUMED_DIALECT, checkOf } from './lead-checks';
import { isMocked, outcomeOf } from './lead-states';
import { PayloadTable } from './PayloadTable';

/** One lead: what became of it, its fields, and what is kept of them. */
export function LeadDetail({ lead }: { lead: Lead }) {
  const check = checkOf(lead);
  const state = outcomeOf(lead);
  return (
    <section className={pane.pane} aria-label={i18n.t('leads.detail.pane')}>
      <div className={pane.head}>
        <h2>{lead.method ? i18n.t('leads.detail.methodPayload', [lead.method]) : i18n.t('leads.detail.payload')}</h2>
        <Tag title={lead.dialect ? undefined : i18n.t('leads.detail.noDialect')}>
          {lead.dialect ?? i18n.t('leads.detail.dialectAssumed', [ASSUMED_DIALECT])}
        </Tag>
        <EventRef entryId={lead.id} number={lead.number} />
        <Tally findings={severitiesOf(check)} />
        {lead.payload !== undefined && (
          <CopyButton text={JSON.stringify(lead.payload, null, 2)} label={i18n.t('leads.detail.copyPayload')} />
        )}
      </div>
      <p className={`${styles.state} ${pane.headLine}`}>
        <StatusMark tone={state.tone}>{state.title}</StatusMark>{' '}
        {isMocked(lead) && <Tag tone="info">{i18n.t('timeline.detail.answeredByMock')}</Tag>}{' '}
        <span className={text.second}>{state.meaning}</span>
      </p>
      {check.testMode && (
        <p className={`${pane.note} ${pane.info} ${styles.note}`}>
          <Icon name="info" />
          <span>
            <RichText text={i18n.t('leads.detail.testMode')} />
          </span>
        </p>
      )}
      <PayloadTable check={check} />
      <DataFate payload={lead.payload} isKept={lead.state === 'accepted' || lead.state === 'provisional'} />
      {lead.sent !== undefined && (
        <>
          <div className={`${pane.head} ${pane.headTop}`}>
            <h2>{i18n.t('leads.detail.wentOut')}</h2>
            {lead.request && <EventRef entryId={lead.request.id} number={lead.request.number} />}
          </div>
          <div className={pane.padFlat}>
            <JsonView
              value={lead.sent}
              label={i18n.t('leads.detail.requestBody')}
              copyLabel={i18n.t('leads.detail.copyRequestBody')}
            />
          </div>
        </>
      )}
    </section>
  );
}
