import { memo } from 'react';
import { formatDuration, formatFullTime, formatTime } from '@/components/atoms/format';
import { Cell, GridRow } from '@/components/atoms/grid';
import { KindMark, kindHue } from '@/components/atoms/KindMark';
import { RichText } from '@/components/atoms/RichText';
import { classNames } from '@/components/shared/class-names';
import text from '@/components/shared/text.module.css';
import type { Finding } from '@/lib/model/judgement';
import type { TimelineRow } from '@/lib/store/groups';
import styles from './EventRow.module.css';
import { RowStatusMark } from './RowStatusMark';
import { rowWordsOf } from './row-words';
import { WaterfallBar } from './WaterfallBar';
import type { Waterfall } from './waterfall';

type EventRowProps = {
  row: TimelineRow;
  id: string;
  /** px from the top of the list. */
  top: number;
  isSelected: boolean;
  /** Belongs to the same trace as the selected event. */
  isThread: boolean;
  findings: readonly Finding[];
  waterfall: Waterfall;
  onSelect: () => void;
};

export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { row, id, top, isSelected, isThread, findings, waterfall, onSelect } = props;
  const { entry } = row;
  const { title, detail } = rowWordsOf(entry);
  return (
    <GridRow
      id={id}
      index={row.index}
      isSelected={isSelected}
      onSelect={onSelect}
      className={classNames(
        styles.row,
        kindHue(entry.kind),
        isThread && styles.thread,
        row.index % 2 === 0 && styles.even,
        entry.ours === true && styles.ours,
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Cell className={styles.time} title={formatFullTime(entry.at)}>
        {formatTime(entry.at)}
      </Cell>
      <Cell className={styles.delta}>
        {row.sincePreviousMs !== undefined && `+${formatDuration(row.sincePreviousMs)}`}
      </Cell>
      <Cell className={styles.kind}>
        <KindMark kind={entry.kind} withWord />
      </Cell>
      <Cell title={detail ? `${title}: ${detail}` : title}>
        <RichText text={title} />
        {detail && (
          <span className={text.third}>
            {' '}
            <RichText text={detail} />
          </span>
        )}
      </Cell>
      <Cell>
        <RowStatusMark entry={entry} findings={findings} />
      </Cell>
      <Cell className={styles.frame}>{entry.frameId === 0 ? 'top' : entry.frameId > 0 ? entry.frameId : 'worker'}</Cell>
      <Cell className={styles.waterfall}>
        <WaterfallBar row={row} waterfall={waterfall} />
      </Cell>
    </GridRow>
  );
});
