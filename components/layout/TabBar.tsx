import type { KeyboardEvent } from 'react';
import { Icon } from '@/components/atoms/Icon';
import { useActions, usePanel } from '@/components/panel-context';
import { countsOf, type TabCount } from '@/lib/store/counts';
import { TABS, type TabName } from '@/lib/store/view-slice';
import styles from './TabBar.module.css';

export const tabId = (tab: TabName) => `tab-${tab.toLowerCase()}`;
export const tabPanelId = (tab: TabName) => `view-${tab.toLowerCase()}`;

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

export function TabBar() {
  const selected = usePanel((state) => state.tab);
  const counts = usePanel(countsOf);
  const { selectTab } = useActions();

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const next =
      event.key === 'Home'
        ? TABS[0]
        : event.key === 'End'
          ? TABS.at(-1)
          : step && TABS.at((TABS.indexOf(selected) + step) % TABS.length);
    if (!next) return;
    event.preventDefault();
    selectTab(next);
    document.getElementById(tabId(next))?.focus();
  };

  return (
    <div className={styles.bar}>
      <div className={styles.tabs} role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
        {TABS.map((tab) => (
          <Tab key={tab} tab={tab} isSelected={tab === selected} count={counts[tab]} onSelect={() => selectTab(tab)} />
        ))}
      </div>
    </div>
  );
}

type TabProps = { tab: TabName; isSelected: boolean; count: TabCount | undefined; onSelect: () => void };

/** The name is the word alone: its count is drawn by the style sheet and told as a description. */
function Tab({ tab, isSelected, count, onSelect }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      id={tabId(tab)}
      className={styles.tab}
      aria-label={tab}
      aria-selected={isSelected}
      aria-controls={isSelected ? tabPanelId(tab) : undefined}
      aria-description={count?.text}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
    >
      {tab}
      {count && (
        <span className={count.isError ? styles.errors : styles.count} data-count={count.count} aria-hidden="true">
          {count.isError && <Icon name="error" small />}
        </span>
      )}
    </button>
  );
}
