import { useCallback, useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatBytes, formatCount } from '@/components/atoms/format';
import { StatusMark } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { KeptSize } from '@/lib/model/kept-size';

type KeptRecordingsProps = {
  onMeasure: () => Promise<KeptSize | undefined>;
  onDelete: () => Promise<boolean>;
};

function keptWords({ tabs, records, bytes, signups = 0 }: KeptSize): string {
  const recordings = i18n.t('options.keptAmount', [
    formatBytes(bytes),
    i18n.t('common.observations', records, [formatCount(records)]),
    i18n.t('common.tabs', tabs, [formatCount(tabs)]),
  ]);
  const remembered = i18n.t('options.keptSignups', signups, [formatCount(signups)]);
  const kept = [...(tabs > 0 ? [recordings] : []), ...(signups > 0 ? [remembered] : [])];
  return kept.join(' ') || i18n.t('options.keptNothing');
}

/** How much is kept of every tab, and one button that deletes it and says whether it did. */
export function KeptRecordings({ onMeasure, onDelete }: KeptRecordingsProps) {
  const [size, setSize] = useState<KeptSize>();
  const [outcome, setOutcome] = useState<'deleted' | 'refused'>();
  const measure = useCallback(
    () =>
      onMeasure().then(setSize, () => {
        setSize(undefined);
      }),
    [onMeasure],
  );
  useEffect(() => void measure(), [measure]);
  const deleteAll = async () => {
    try {
      setOutcome((await onDelete()) ? 'deleted' : 'refused');
    } catch {
      setOutcome('refused');
    }
    await measure();
  };
  return (
    <>
      {size && (
        <output aria-label={i18n.t('options.keptSize')} className={text.second}>
          {keptWords(size)}
        </output>
      )}
      <div className={text.row}>
        <Button icon="clear" onClick={() => void deleteAll()}>
          {i18n.t('options.deleteAll')}
        </Button>
        <span role="status" aria-label={i18n.t('options.deletion')}>
          {outcome === 'deleted' && <StatusMark tone="ok">{i18n.t('options.deleted')}</StatusMark>}
          {outcome === 'refused' && <StatusMark tone="error">{i18n.t('options.deleteRefused')}</StatusMark>}
        </span>
      </div>
    </>
  );
}
