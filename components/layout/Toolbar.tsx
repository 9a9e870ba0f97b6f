import { i18n } from '#i18n';
import { usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import text from '@/components/shared/text.module.css';
import { KindChips } from '@/components/timeline/KindChips';
import { ProblemsOnly } from '@/components/timeline/ProblemsOnly';
import type { TabName } from '@/lib/store/view-slice';
import { FilterBox } from './FilterBox';
import { SessionActions } from './SessionActions';
import styles from './Toolbar.module.css';
import { TAB_WORDS } from './tab-words';

/** Whether the view adds much to the tools, so that in a narrow panel they take two rows. */
export const isCrowdedIn = (tab: TabName): boolean => tab === 'Timeline';

/** The filter, what the chosen view adds, and the session's way in and out: one row, where what is added leaves room. */
export function Toolbar() {
  const tab = usePanel((state) => state.tab);
  const isCrowded = isCrowdedIn(tab);
  return (
    <div
      className={classNames(styles.toolbar, isCrowded && styles.crowded)}
      role="toolbar"
      aria-label={i18n.t('layout.tools', [TAB_WORDS[tab]])}
    >
      <FilterBox />
      {isCrowded && (
        <>
          <KindChips />
          <ProblemsOnly />
        </>
      )}
      <span className={`${text.grow} ${styles.space}`} />
      <SessionActions isCrowded={isCrowded} />
    </div>
  );
}
