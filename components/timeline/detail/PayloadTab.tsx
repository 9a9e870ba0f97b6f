import { i18n } from '#i18n';
import { BodyView } from '@/components/atoms/BodyView';
import { JsonView } from '@/components/atoms/JsonView';
import { ASSUMED_DIALECT } from '@/components/leads/lead-checks';
import { PayloadTable } from '@/components/leads/PayloadTable';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Entry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { leadWith } from '@/lib/timeline/leads';
import { checkLead } from '@/lib/tracker/lead-payload';
import type { DetailViewProps } from './detail-tabs';

/** What the event carried; of a lead, also what its fields are worth. */
export function PayloadTab({ entry, timeline }: DetailViewProps) {
  const lead = leadWith(timeline, entry);
  return (
    <>
      {lead && (
        <PayloadTable check={checkLead(lead.payload, { dialect: lead.dialect ?? ASSUMED_DIALECT, mode: lead.mode })} />
      )}
      <div className={pane.pad}>
        {entry.kind === 'request' ? (
          <BodyView
            body={entry.body}
            headers={entry.headers}
            label={i18n.t('timeline.detail.requestBody')}
            copyLabel={i18n.t('timeline.detail.copyRequestBody')}
          />
        ) : (
          <Carried entry={entry} />
        )}
      </div>
    </>
  );
}

function Carried({ entry }: { entry: Exclude<Entry, { kind: 'request' }> }) {
  const { name, copy, value } = carriedBy(entry);
  return (
    <>
      <p className={text.meta}>{name}</p>
      <JsonView value={value} label={name} copyLabel={copy} />
    </>
  );
}

type CarriedValue = { name: string; copy: string; value: Json };

function carriedBy(entry: Exclude<Entry, { kind: 'request' }>): CarriedValue {
  switch (entry.kind) {
    case 'call':
      return {
        name: i18n.t('timeline.detail.carried.callArguments', [entry.method]),
        copy: i18n.t('timeline.detail.copyCarried.callArguments', [entry.method]),
        value: entry.args,
      };
    case 'queue':
      return {
        name: i18n.t('timeline.detail.carried.queueItem'),
        copy: i18n.t('timeline.detail.copyCarried.queueItem'),
        value: entry.item ?? null,
      };
    case 'console':
      return {
        name: i18n.t('timeline.detail.carried.consoleArguments'),
        copy: i18n.t('timeline.detail.copyCarried.consoleArguments'),
        value: entry.args,
      };
    case 'script':
      return {
        name: i18n.t('timeline.detail.carried.scriptAttributes'),
        copy: i18n.t('timeline.detail.copyCarried.scriptAttributes'),
        value: { src: entry.src, ...entry.attributes },
      };
    case 'global':
      return {
        name: i18n.t('timeline.detail.carried.globalState', [entry.name]),
        copy: i18n.t('timeline.detail.copyCarried.globalState', [entry.name]),
        value: entry.state,
      };
    case 'cookie':
      return {
        name: i18n.t('timeline.detail.carried.cookie'),
        copy: i18n.t('timeline.detail.copyCarried.cookie'),
        value: { name: entry.name, value: entry.value, ...entry.attributes },
      };
    case 'navigation':
      return {
        name: i18n.t('timeline.detail.carried.query'),
        copy: i18n.t('timeline.detail.copyCarried.query'),
        value: queryOf(entry.url),
      };
    case 'notice':
      return {
        name: i18n.t('timeline.detail.carried.notice'),
        copy: i18n.t('timeline.detail.copyCarried.notice'),
        value: entry.message,
      };
  }
}

function queryOf(url: string): Json {
  return URL.canParse(url) ? Object.fromEntries(new URL(url).searchParams) : {};
}
