import { Icon } from '@/components/atoms/Icon';
import { classNames } from '@/components/shared/class-names';
import type { TimelineRow } from '@/lib/store/groups';
import styles from './WaterfallBar.module.css';
import { barOf, type Waterfall } from './waterfall';

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** One event on the waterfall's scale; the dashed line is the tracker's load. */
export function WaterfallBar({ row, waterfall }: { row: TimelineRow; waterfall: Waterfall }) {
  const { entry, startedAt } = row;
  if (startedAt === undefined) return null;
  const { fromMs, spanMs } = waterfall;
  const bar = barOf(entry, startedAt, spanMs, fromMs);
  const loadMs = waterfall.loads.get(startedAt);
  const isLoadShown = loadMs !== undefined && loadMs >= fromMs && loadMs <= fromMs + spanMs;
  const place = { '--x': percent(bar.from), '--w': percent(bar.to - bar.from) };
  return (
    <>
      {isLoadShown && <u className={styles.load} style={{ '--x': percent((loadMs - fromMs) / spanMs) }} />}
      {bar.isBeyond || bar.isBefore ? (
        <span className={bar.isBefore ? styles.before : styles.beyond}>
          <Icon name={bar.isBefore ? 'left' : 'right'} small />
        </span>
      ) : (
        <>
          <i className={classNames(styles.bar, bar.look === 'wait' && styles.wait)} style={place} />
          {bar.look === 'wait' && <i className={styles.bar} style={{ '--x': percent(bar.from) }} />}
        </>
      )}
    </>
  );
}

export function WaterfallScale({ waterfall }: { waterfall: Waterfall }) {
  return waterfall.ticks.map((tick) => (
    <span
      key={tick.atMs}
      className={styles.tick}
      style={{ '--x': percent((tick.atMs - waterfall.fromMs) / waterfall.spanMs) }}
    >
      {tick.label}
    </span>
  ));
}
