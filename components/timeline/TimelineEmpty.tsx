import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { formatCount } from '@/components/atoms/format';
import { useActions, usePanel } from '@/components/panel-context';
import { filteredEntriesOf, timelineOfView } from '@/lib/store/selectors';
import { timelineRowsOf } from '@/lib/store/timeline-rows';
import { heightOf } from './row-places';
import styles from './TimelineEmpty.module.css';

/** More pages than these fill the view themselves. */
const FEW_ROWS = 8;

/** Why there are no rows, or none but a few of pages: nothing happened on them yet, or the filter hides all of it. */
export function TimelineEmpty() {
  const total = usePanel((state) => timelineOfView(state).entries.length);
  const isNothingRecorded = usePanel((state) =>
    timelineOfView(state).entries.every(({ kind }) => kind === 'navigation'),
  );
  const rows = usePanel(timelineRowsOf);
  const shown = usePanel((state) => filteredEntriesOf(state).length);
  const { setFilterText, chooseKinds, setProblemsOnly } = useActions();
  if (shown > 0 && !(isNothingRecorded && rows.length <= FEW_ROWS)) return null;
  return (
    <div className={styles.over} style={{ paddingTop: heightOf(rows) }}>
      {isNothingRecorded ? (
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
