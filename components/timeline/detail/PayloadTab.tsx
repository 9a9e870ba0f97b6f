import { BodyView } from '@/components/atoms/BodyView';
import { JsonView } from '@/components/atoms/JsonView';
import { PayloadTable } from '@/components/leads/PayloadTable';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { Entry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { leadsOf } from '@/lib/timeline/leads';
import { checkLead } from '@/lib/tracker/lead-payload';
import type { DetailViewProps } from './detail-tabs';

/** What the event carried; of a lead, also what its fields are worth. */
export function PayloadTab({ entry, timeline }: DetailViewProps) {
  const lead = leadsOf(timeline).find(({ queue, call, request }) =>
    [queue, call, request].some((part) => part?.id === entry.id),
  );
  return (
    <>
      {lead && <PayloadTable check={checkLead(lead.payload, { dialect: lead.dialect ?? 'v1', mode: lead.mode })} />}
      <div className={pane.pad}>
        {entry.kind === 'request' ? (
          <BodyView body={entry.body} headers={entry.headers} label="Request body" copyLabel="Copy request body" />
        ) : (
          <Carried entry={entry} />
        )}
      </div>
    </>
  );
}

function Carried({ entry }: { entry: Exclude<Entry, { kind: 'request' }> }) {
  const { name, value } = carriedBy(entry);
  return (
    <>
      <p className={text.meta}>{name}</p>
      <JsonView value={value} label={name} />
    </>
  );
}

function carriedBy(entry: Exclude<Entry, { kind: 'request' }>): { name: string; value: Json } {
  switch (entry.kind) {
    case 'call':
      return { name: `Arguments of ${entry.method}()`, value: entry.args };
    case 'queue':
      return { name: 'Queue item', value: entry.item ?? null };
    case 'console':
      return { name: 'Arguments as logged', value: entry.args };
    case 'script':
      return { name: 'Attributes of the script tag', value: { src: entry.src, ...entry.attributes } };
    case 'global':
      return { name: `State of window.${entry.name}`, value: entry.state };
    case 'cookie':
      return { name: 'Cookie', value: { name: entry.name, value: entry.value, ...entry.attributes } };
    case 'navigation':
      return { name: 'Query of the address', value: queryOf(entry.url) };
    case 'notice':
      return { name: 'Notice', value: entry.message };
  }
}

function queryOf(url: string): Json {
  return URL.canParse(url) ? Object.fromEntries(new URL(url).searchParams) : {};
}
