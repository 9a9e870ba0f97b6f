import { i18n } from '#i18n';
import { formatDuration, formatFullTime, formatTime } from '@/components/atoms/format';
import { Cell, GridRow, HeadCell } from '@/components/atoms/grid';
import { JsonText } from '@/components/atoms/JsonText';
import { rowKeysHandler } from '@/components/atoms/row-keys-handler';
import { SourceLink } from '@/components/atoms/SourceLink';
import { StatusMark } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { QueueItem, QueueOutcome } from '@/lib/store/queue-view';
import styles from './QueueTable.module.css';

const OUTCOMES: Record<QueueOutcome, string> = {
  ran: i18n.t('queue.outcomes.ran'),
  refused: i18n.t('queue.outcomes.refused'),
  neverRan: i18n.t('queue.outcomes.neverRan'),
  waiting: i18n.t('queue.outcomes.waiting'),
  notKnown: i18n.t('queue.outcomes.notKnown'),
};

type QueueTableProps = {
  items: readonly QueueItem[];
  selected: QueueItem | undefined;
  onSelect: (item: QueueItem) => void;
};

export function QueueTable({ items, selected, onSelect }: QueueTableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: columns leave with the panel's width
    <div
      role="grid"
      aria-label={i18n.t('queue.table')}
      aria-rowcount={items.length}
      className={styles.table}
      tabIndex={0}
      onKeyDown={rowKeysHandler(items, selected, onSelect)}
    >
      <GridRow className={styles.head}>
        <HeadCell className={text.num}>#</HeadCell>
        <HeadCell className={styles.roomy}>{i18n.t('queue.columns.pushed')}</HeadCell>
        <HeadCell>{i18n.t('queue.columns.method')}</HeadCell>
        <HeadCell>{i18n.t('queue.columns.argument')}</HeadCell>
        <HeadCell className={styles.wide}>{i18n.t('queue.columns.pushedBy')}</HeadCell>
        <HeadCell className={`${text.num} ${styles.roomy}`}>{i18n.t('queue.columns.held')}</HeadCell>
        <HeadCell>{i18n.t('queue.columns.outcome')}</HeadCell>
      </GridRow>
      {items.map((item) => (
        <QueueRow key={item.entry.id} item={item} isSelected={item === selected} onSelect={() => onSelect(item)} />
      ))}
    </div>
  );
}

function QueueRow({ item, isSelected, onSelect }: { item: QueueItem; isSelected: boolean; onSelect: () => void }) {
  const { entry } = item;
  const [frame] = entry.stack;
  const args = argumentsOf(entry.item);
  return (
    <GridRow className={styles.row} index={item.place} isSelected={isSelected} onSelect={onSelect}>
      <Cell className={`${text.num} ${text.third}`}>{item.place}</Cell>
      <Cell className={`${text.second} ${styles.roomy}`} title={formatFullTime(entry.at)}>
        {formatTime(entry.at)}
      </Cell>
      <Cell className={text.trunc}>
        <code className={text.strong}>{entry.method ?? '—'}</code>
      </Cell>
      <Cell className={text.trunc} title={args}>
        <code>
          <JsonText text={args} />
        </code>
      </Cell>
      <Cell className={`${styles.wide} ${text.trunc}`}>
        {frame ? (
          <SourceLink frame={frame} />
        ) : (
          <span className={text.third}>{entry.early ? i18n.t('queue.beforeUs') : ''}</span>
        )}
      </Cell>
      <Cell className={`${text.num} ${styles.roomy}`}>
        {item.heldMs === undefined ? '' : formatDuration(item.heldMs)}
      </Cell>
      <Cell>
        <StatusMark tone={item.tone}>{OUTCOMES[item.outcome]}</StatusMark>
      </Cell>
    </GridRow>
  );
}

function argumentsOf(item: unknown): string {
  if (!Array.isArray(item)) return JSON.stringify(item) ?? '';
  return item
    .slice(1)
    .map((argument) => JSON.stringify(argument))
    .join(', ');
}
