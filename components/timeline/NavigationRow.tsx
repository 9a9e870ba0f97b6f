import { i18n } from '#i18n';
import { formatCount, formatTime, formatUrl } from '@/components/atoms/format';
import { Cell, GridRow } from '@/components/atoms/grid';
import { Icon } from '@/components/atoms/Icon';
import { kindWord } from '@/components/atoms/KindMark';
import { StatusMark } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { TimelineRow } from '@/lib/store/groups';
import { isErrorPage } from '@/lib/timeline/error-page';
import { summarise } from '@/lib/timeline/summary';
import styles from './NavigationRow.module.css';

const EVENTS_OF_PAGE = i18n.t('timeline.eventsOfPage');

type NavigationRowProps = {
  row: TimelineRow;
  id: string;
  top: number;
  group: NonNullable<TimelineRow['group']>;
  isSelected: boolean;
  onSelect: (entryId: string) => void;
  onFold: (entryId: string) => void;
};

/** A page heads the events that came on it, and folds them away. */
export function NavigationRow({ row, id, top, group, isSelected, onSelect, onFold }: NavigationRowProps) {
  const { entry } = row;
  const url = entry.kind === 'navigation' ? entry.url : entry.documentUrl;
  return (
    <GridRow
      id={id}
      index={row.index}
      isSelected={isSelected}
      onSelect={() => onSelect(entry.id)}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Cell className={styles.page} title={`${summarise(entry).title}: ${url}`}>
        <button
          type="button"
          className={styles.fold}
          tabIndex={-1}
          aria-label={EVENTS_OF_PAGE}
          aria-expanded={!group.folded}
          onClick={(event) => {
            event.stopPropagation();
            onFold(entry.id);
          }}
        >
          <Icon name={group.folded ? 'right' : 'down'} />
        </button>
        <Icon name="navigation" label={kindWord('navigation')} />
        <b className={text.trunc}>{formatUrl(url)}</b>
        {entry.kind === 'navigation' && isErrorPage(entry) && <StatusMark tone="error">{entry.status}</StatusMark>}
      </Cell>
      <Cell className={text.meta}>
        {i18n.t('common.events', group.count, [formatCount(group.count)])}
        <span className={text.onlyWide}>, {formatTime(entry.at).slice(0, 8)}</span>
      </Cell>
    </GridRow>
  );
}
