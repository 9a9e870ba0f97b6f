import { GridRow, HeadCell } from '@/components/atoms/grid';
import styles from './EventRow.module.css';
import { WaterfallScale } from './WaterfallBar';
import type { Waterfall } from './waterfall';

type HeadProps = { waterfall: Waterfall; onZoom: (steps: number) => void };

export function EventTableHead({ waterfall, onZoom }: HeadProps) {
  return (
    <GridRow className={styles.head}>
      <HeadCell>Time</HeadCell>
      <HeadCell className={styles.delta} label="Time since the event before">
        +Δ
      </HeadCell>
      <HeadCell className={styles.kind}>Kind</HeadCell>
      <HeadCell>Summary</HeadCell>
      <HeadCell>Status</HeadCell>
      <HeadCell className={styles.frame}>Frame</HeadCell>
      <HeadCell
        className={styles.scale}
        label="Waterfall, since the page load"
        title="Turn the wheel here, or press + − 0, to zoom"
        onWheel={(event) => onZoom(event.deltaY < 0 ? 1 : -1)}
      >
        <WaterfallScale waterfall={waterfall} />
      </HeadCell>
    </GridRow>
  );
}
