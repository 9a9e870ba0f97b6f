import { formatFullTime, formatUrl } from '@/components/atoms/format';
import { StatusMark } from '@/components/atoms/StatusMark';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { MissingPart } from '@/lib/model/entry';
import type { Witness } from '@/lib/model/observation';
import type { DetailViewProps } from './detail-tabs';
import styles from './SourcesTab.module.css';

const WITNESSES: Record<Witness, { name: string; detail: string }> = {
  page: { name: 'Page hooks', detail: 'Code in the page; it knows the stack, and a page can forge it' },
  browser: { name: 'Browser', detail: 'The browser’s own network and cookie events' },
  network: { name: 'DevTools network', detail: 'The network log of this DevTools window' },
  extension: { name: 'This extension', detail: 'Something done through this panel' },
};

const PARTS: Record<MissingPart['part'], string> = {
  'request-body': 'Request body',
  'response-body': 'Response body',
  headers: 'Headers',
  timing: 'Timing',
  stack: 'Stack',
  outcome: 'Outcome',
};

/** Who saw the event, what nobody could see, and where it belongs. */
export function SourcesTab({ entry }: DetailViewProps) {
  return (
    <>
      <ul className={styles.list} aria-label="Seen by">
        {entry.witnesses.map((witness) => (
          <li key={witness}>
            <StatusMark tone="ok">{WITNESSES[witness].name}</StatusMark>
            <span className={text.second}>{WITNESSES[witness].detail}</span>
          </li>
        ))}
        {entry.pageOnly && (
          <li>
            <StatusMark tone="info">Page only</StatusMark>
            <span className={text.second}>Nobody but code in the page said so; nothing independent confirms it</span>
          </li>
        )}
        {entry.missing.map(({ part, reason }) => (
          <li key={part}>
            <StatusMark tone="none">{PARTS[part]} missing</StatusMark>
            <span className={text.second}>{reason}</span>
          </li>
        ))}
      </ul>
      <dl className={`${pane.facts} ${pane.pad}`}>
        <dt>At</dt>
        <dd>{formatFullTime(entry.at)}</dd>
        <dt>Page</dt>
        <dd>{formatUrl(entry.documentUrl)}</dd>
        <dt>Frame</dt>
        <dd>{entry.frameId === 0 ? 'top' : entry.frameId > 0 ? entry.frameId : 'none: a worker'}</dd>
      </dl>
    </>
  );
}
