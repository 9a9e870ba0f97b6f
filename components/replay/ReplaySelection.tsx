import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatCount } from '@/components/atoms/format';
import { Menu } from '@/components/atoms/Menu';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import { selectedForReplayOf } from '@/lib/store/replay-selection-slice';
import { isReplayable } from '@/lib/store/replay-slice';
import { matchingEntriesOf } from '@/lib/store/selectors';
import styles from './ReplaySelection.module.css';
import { replayWordsOf } from './replay-words';

/** Several requests at once: ticked here or in the detail of an event, sent in their original order. */
export function ReplaySelection() {
  const requests = usePanel(matchingEntriesOf).filter(isReplayable);
  const selected = usePanel(selectedForReplayOf);
  const isRunning = usePanel((state) => state.replayRun !== undefined && state.replayRun.end === undefined);
  const { selectForReplay, clearReplaySelection, replayMany } = useActions();
  const ids = selected.map(({ id }) => id);
  const isHere = (id: string) => ids.includes(id);
  const hidden = ids.filter((id) => !requests.some((request) => request.id === id)).length;
  const selectedWords = i18n.t('replay.selection.selected', ids.length, [formatCount(ids.length)]);
  const selectAll = () => {
    for (const { id } of requests) selectForReplay(id, true);
  };
  return (
    <section className={styles.selection} aria-label={i18n.t('replay.selection.title')}>
      <div className={styles.line}>
        <span role="status">
          {hidden > 0 ? i18n.t('replay.selection.someHidden', [selectedWords, hidden]) : selectedWords}
        </span>
        <Button look="ghost" disabled={requests.length === 0} onClick={selectAll}>
          {i18n.t('replay.selection.all')}
        </Button>
        <Button look="ghost" onClick={clearReplaySelection}>
          {i18n.t('replay.selection.none')}
        </Button>
        <span className={text.grow} />
        <Menu
          label={i18n.t('replay.selection.replay')}
          items={
            isRunning || ids.length === 0
              ? []
              : [
                  {
                    label: i18n.t('replay.selection.atOnce', ids.length, [formatCount(ids.length)]),
                    hint: i18n.t('replay.selection.atOnceNote'),
                    onChoose: () => void replayMany(ids, 'none'),
                  },
                  {
                    label: i18n.t('replay.selection.paced', ids.length, [formatCount(ids.length)]),
                    hint: i18n.t('replay.pacedNote'),
                    onChoose: () => void replayMany(ids, 'original'),
                  },
                ]
          }
        />
      </div>
      <ul className={styles.list}>
        {requests.map((request) => (
          <li key={request.id}>
            <label className={controls.check}>
              <input
                type="checkbox"
                checked={isHere(request.id)}
                onChange={(event) => selectForReplay(request.id, event.currentTarget.checked)}
              />
              {replayWordsOf(request)}
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
