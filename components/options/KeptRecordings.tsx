import { useCallback, useEffect, useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { formatBytes, plural } from '@/components/atoms/format';
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
        <output aria-label="Kept" className={text.second}>
          {size.tabs === 0
            ? 'Nothing is kept.'
            : `${formatBytes(size.bytes)} in ${plural(size.records, 'observation')} of ${plural(size.tabs, 'tab')}.`}
        </output>
      )}
      <div className={text.row}>
        <Button icon="clear" onClick={() => void deleteAll()}>
          Delete all recordings
        </Button>
        <span role="status" aria-label="Deletion">
          {outcome === 'deleted' && <StatusMark tone="ok">Deleted</StatusMark>}
          {outcome === 'refused' && (
            <StatusMark tone="error">Not everything could be deleted. Close the tabs, or try again.</StatusMark>
          )}
        </span>
      </div>
    </>
  );
}
