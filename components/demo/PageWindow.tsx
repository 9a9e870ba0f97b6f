import { i18n } from '#i18n';
import { Icon } from '@/components/atoms/Icon';
import styles from './ShopWindow.module.css';

/** Where the visitor was. A recording holds no picture of the page. */
export function PageWindow({ page: { url, title } }: { page: { url: string; title: string } }) {
  return (
    <section className={styles.window} aria-label={i18n.t('demo.visitorSees')}>
      <div className={styles.address}>
        <Icon name={url.startsWith('https:') ? 'lock' : 'globe'} small />
        <span>{url.replace(/^https?:\/\//, '')}</span>
      </div>
      <div className={styles.page}>
        <h2>{title || i18n.t('demo.aPage')}</h2>
      </div>
    </section>
  );
}
