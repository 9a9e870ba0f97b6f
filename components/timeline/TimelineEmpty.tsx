import { Button } from '@/components/atoms/Button';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { plural } from '@/components/atoms/format';
import { useActions, usePanel } from '@/components/panel-context';
import { filteredEntriesOf, timelineOfView } from '@/lib/store/selectors';
import styles from './TimelineEmpty.module.css';

/** Why there are no rows: nothing happened yet, or the filter hides all of it. */
export function TimelineEmpty() {
  const total = usePanel((state) => timelineOfView(state).entries.length);
  const shown = usePanel((state) => filteredEntriesOf(state).length);
  const { setFilterText, chooseKinds, setProblemsOnly } = useActions();
  if (shown > 0) return null;
  return (
    <div className={styles.over}>
      {total === 0 ? (
        <EmptyNote title="Nothing was recorded on this page yet">
          Reload the page or follow a referral link. Scripts, calls, requests, console lines and cookies of the tracker
          appear here as they happen, in order.
        </EmptyNote>
      ) : (
        <EmptyNote title={`None of ${plural(total, 'event')} passes the filter`}>
          <Button
            onClick={() => {
              setFilterText('');
              chooseKinds([], false);
              setProblemsOnly(false);
            }}
          >
            Show all events
          </Button>
        </EmptyNote>
      )}
    </div>
  );
}
