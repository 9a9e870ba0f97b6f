import { i18n } from '#i18n';
import { GridRow, HeadCell } from '@/components/atoms/grid';
import styles from './EventRow.module.css';
import type { WaterfallScaleProps } from './use-waterfall';
import { WaterfallScale } from './WaterfallBar';
import type { Waterfall } from './waterfall';

type HeadProps = { waterfall: Waterfall; scale: WaterfallScaleProps };

export function EventTableHead({ waterfall, scale }: HeadProps) {
  return (
    <GridRow className={styles.head}>
      <HeadCell>{i18n.t('timeline.columns.time')}</HeadCell>
      <HeadCell className={styles.delta} label={i18n.t('timeline.columns.delta')}>
        +Δ
      </HeadCell>
      <HeadCell className={styles.kind}>{i18n.t('timeline.columns.kind')}</HeadCell>
      <HeadCell>{i18n.t('timeline.columns.summary')}</HeadCell>
      <HeadCell>{i18n.t('timeline.columns.status')}</HeadCell>
      <HeadCell className={styles.frame} title={i18n.t('timeline.columns.frame')}>
        {i18n.t('timeline.columns.frame')}
      </HeadCell>
      <HeadCell
        className={styles.scale}
        label={i18n.t('timeline.columns.waterfall')}
        title={i18n.t('timeline.waterfallHint')}
        {...scale}
      >
        <WaterfallScale waterfall={waterfall} />
      </HeadCell>
    </GridRow>
  );
}
