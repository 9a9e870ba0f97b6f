import { useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { StatusMark } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';

/** One button that deletes what is kept of every tab, and says whether it did. */
export function DeleteRecordings({ onDelete }: { onDelete: () => Promise<boolean> }) {
  const [outcome, setOutcome] = useState<'deleted' | 'refused'>();
  const deleteAll = async () => {
    try {
      setOutcome((await onDelete()) ? 'deleted' : 'refused');
    } catch {
      setOutcome('refused');
    }
  };
  return (
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
  );
}
