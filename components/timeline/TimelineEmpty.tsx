import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { formatCount } from '@/components/atoms/format';
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
        <EmptyNote title={i18n.t('timeline.nothingRecorded')}>{i18n.t('timeline.nothingRecordedNote')}</EmptyNote>
      ) : (
        <EmptyNote title={i18n.t('timeline.nonePasses', total, [formatCount(total)])}>
          <Button
            onClick={() => {
              setFilterText('');
              chooseKinds([], false);
              setProblemsOnly(false);
            }}
          >
            {i18n.t('timeline.showAll')}
          </Button>
        </EmptyNote>
      )}
    </div>
  );
}
