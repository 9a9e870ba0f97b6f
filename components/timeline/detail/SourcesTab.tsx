import { i18n } from '#i18n';
import { formatFullTime, formatUrl } from '@/components/atoms/format';
import { StatusMark } from '@/components/atoms/StatusMark';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { MissingPart } from '@/lib/model/entry';
import type { Witness } from '@/lib/model/observation';
import type { DetailViewProps } from './detail-tabs';
import styles from './SourcesTab.module.css';

const WITNESSES: Record<Witness, { name: string; detail: string }> = {
  page: { name: i18n.t('timeline.detail.witness.page'), detail: i18n.t('timeline.detail.witnessNote.page') },
  browser: { name: i18n.t('timeline.detail.witness.browser'), detail: i18n.t('timeline.detail.witnessNote.browser') },
  network: { name: i18n.t('timeline.detail.witness.network'), detail: i18n.t('timeline.detail.witnessNote.network') },
  extension: {
    name: i18n.t('timeline.detail.witness.extension'),
    detail: i18n.t('timeline.detail.witnessNote.extension'),
  },
};

const MISSING: Record<MissingPart['part'], string> = {
  'request-body': i18n.t('timeline.detail.missing.requestBody'),
  'response-body': i18n.t('timeline.detail.missing.responseBody'),
  headers: i18n.t('timeline.detail.missing.headers'),
  timing: i18n.t('timeline.detail.missing.timing'),
  stack: i18n.t('timeline.detail.missing.stack'),
  outcome: i18n.t('timeline.detail.missing.outcome'),
};

/** Who saw the event, what nobody could see, and where it belongs. */
export function SourcesTab({ entry }: DetailViewProps) {
  return (
    <>
      <ul className={styles.list} aria-label={i18n.t('timeline.detail.seenBy')}>
        {entry.witnesses.map((witness) => (
          <li key={witness}>
            <StatusMark tone="ok">{WITNESSES[witness].name}</StatusMark>
            <span className={text.second}>{WITNESSES[witness].detail}</span>
          </li>
        ))}
        {entry.pageOnly && (
          <li>
            <StatusMark tone="info">{i18n.t('timeline.detail.pageOnly')}</StatusMark>
            <span className={text.second}>{i18n.t('timeline.detail.pageOnlyNote')}</span>
          </li>
        )}
        {entry.missing.map(({ part, reason }) => (
          <li key={part}>
            <StatusMark tone="none">{MISSING[part]}</StatusMark>
            <span className={text.second}>{reason}</span>
          </li>
        ))}
      </ul>
      <dl className={`${pane.facts} ${pane.pad}`}>
        <dt>{i18n.t('timeline.detail.at')}</dt>
        <dd>{formatFullTime(entry.at)}</dd>
        <dt>{i18n.t('timeline.detail.page')}</dt>
        <dd>{formatUrl(entry.documentUrl)}</dd>
        <dt>{i18n.t('timeline.detail.frame')}</dt>
        <dd>{frameOf(entry.frameId)}</dd>
      </dl>
    </>
  );
}

function frameOf(frameId: number): string | number {
  if (frameId > 0) return frameId;
  return frameId === 0 ? i18n.t('timeline.topFrame') : i18n.t('timeline.detail.noFrame');
}
