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
          {size.tabs === 0
            ? i18n.t('options.keptNothing')
            : i18n.t('options.keptAmount', [
                formatBytes(size.bytes),
                i18n.t('common.observations', size.records, [formatCount(size.records)]),
                i18n.t('common.tabs', size.tabs, [formatCount(size.tabs)]),
              ])}
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
