import { memo } from 'react';
import { i18n } from '#i18n';
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
import { rowStatusOf } from './row-status';
import { rowWordsOf } from './row-words';
import { WaterfallBar } from './WaterfallBar';
import type { Waterfall } from './waterfall';

const TOP_FRAME = i18n.t('timeline.topFrame');
const WORKER = i18n.t('timeline.worker');

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
  onSelect: (entryId: string) => void;
};

export const EventRow = memo(DrawnRow, (before, after) => {
  const { row, ...rest } = after;
  if (!isSameRow(before.row, row)) return false;
  return Object.entries(rest).every(([name, value]) => Object.is(Reflect.get(before, name), value));
});

/** Rows are made anew with every list; most say what they said. */
function isSameRow(a: TimelineRow, b: TimelineRow): boolean {
  return (
    a.entry === b.entry && a.index === b.index && a.startedAt === b.startedAt && a.sincePreviousMs === b.sincePreviousMs
  );
}

function DrawnRow(props: EventRowProps) {
  const { row, id, top, isSelected, isThread, findings, waterfall, onSelect } = props;
  const { entry } = row;
  const { title, detail } = rowWordsOf(entry);
  return (
    <GridRow
      id={id}
      index={row.index}
      isSelected={isSelected}
      onSelect={() => onSelect(entry.id)}
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
      <Cell title={rowStatusOf(entry).word || undefined}>
        <RowStatusMark entry={entry} findings={findings} />
      </Cell>
      <Cell className={styles.frame}>
        {entry.frameId === 0 ? TOP_FRAME : entry.frameId > 0 ? entry.frameId : WORKER}
      </Cell>
      <Cell className={styles.waterfall}>
        <WaterfallBar row={row} waterfall={waterfall} />
      </Cell>
    </GridRow>
  );
}
