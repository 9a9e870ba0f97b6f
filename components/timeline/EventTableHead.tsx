import { GridRow, HeadCell } from '@/components/atoms/grid';
import styles from './EventRow.module.css';
import type { WaterfallScaleProps } from './use-waterfall';
import { WaterfallScale } from './WaterfallBar';
import type { Waterfall } from './waterfall';

type HeadProps = { waterfall: Waterfall; scale: WaterfallScaleProps };

export function EventTableHead({ waterfall, scale }: HeadProps) {
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
        title="Turn the wheel here, or press + − 0, to zoom; drag, or press Shift and ← →, to move along"
        {...scale}
      >
        <WaterfallScale waterfall={waterfall} />
      </HeadCell>
    </GridRow>
  );
}
