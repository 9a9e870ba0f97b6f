import { i18n } from '#i18n';
import { DAY_MS, formatDuration } from '@/components/atoms/format';
import { classNames } from '@/components/shared/class-names';
import type { CookieAttributes } from '@/lib/model/observation';
import styles from './ExpiryBar.module.css';

const WINDOW_DAYS = 60;
const SHORT_DAYS = 30;

/** How much of the attribution window the cookie will live to see, with a tick at 7 days. */
export function ExpiryBar({ attributes, now = Date.now() }: { attributes: CookieAttributes; now?: number }) {
  const { expiresAt } = attributes;
  if (expiresAt === undefined) return <span className={styles.session}>{i18n.t('cookies.untilBrowserCloses')}</span>;
  const leftMs = Math.max(0, expiresAt - now);
  const share = Math.min(1, leftMs / (WINDOW_DAYS * DAY_MS));
  const isExpired = leftMs === 0;
  const left = isExpired ? i18n.t('cookies.expired') : formatDuration(leftMs);
  const label = isExpired
    ? i18n.t('cookies.expiredShare', [WINDOW_DAYS])
    : i18n.t('cookies.leftShare', [left, WINDOW_DAYS]);
  return (
    <div className={classNames(styles.expiry, leftMs < SHORT_DAYS * DAY_MS && styles.warn)}>
      <span className={styles.bar} role="img" aria-label={label}>
        <i style={{ '--w': `${(share * 100).toFixed(1)}%` }} />
        <u style={{ '--x': `${((7 / WINDOW_DAYS) * 100).toFixed(2)}%` }} />
      </span>
      <span className={styles.left}>{left}</span>
    </div>
  );
}
