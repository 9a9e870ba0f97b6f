import { i18n } from '#i18n';
import { usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import { KindChips } from '@/components/timeline/KindChips';
import { ProblemsOnly } from '@/components/timeline/ProblemsOnly';
import { FilterBox } from './FilterBox';
import { SessionActions } from './SessionActions';
import styles from './Toolbar.module.css';
import { TAB_WORDS } from './tab-words';

/** One row that never wraps: the filter, what the chosen view adds, and the session's way in and out. */
export function Toolbar() {
  const tab = usePanel((state) => state.tab);
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={i18n.t('layout.tools', [TAB_WORDS[tab]])}>
      <FilterBox />
      {tab === 'Timeline' && (
        <>
          <KindChips />
          <ProblemsOnly />
        </>
      )}
      <span className={`${text.grow} ${styles.space}`} />
      <SessionActions isCrowded={tab === 'Timeline'} />
    </div>
  );
}
