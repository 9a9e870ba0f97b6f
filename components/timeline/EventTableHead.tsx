import { GridRow, HeadCell } from '@/components/atoms/grid';
import styles from './EventRow.module.css';
import { WaterfallScale } from './WaterfallBar';
import type { Waterfall } from './waterfall';

export function EventTableHead({ waterfall }: { waterfall: Waterfall }) {
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
      <HeadCell className={styles.scale} label="Waterfall, since the page load">
        <WaterfallScale waterfall={waterfall} />
      </HeadCell>
    </GridRow>
  );
}
