import { type KeyboardEvent, useEffect, useRef } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import type { IconName } from '@/components/atoms/icons';
import { tabAfterKey } from '@/components/atoms/tab-keys';
import { useActions, usePanel } from '@/components/panel-context';
import tabs from '@/components/shared/tab.module.css';
import { countsOf, type TabCount } from '@/lib/store/counts';
import { TABS, type TabName } from '@/lib/store/view-slice';
import styles from './TabBar.module.css';
import { TAB_WORDS } from './tab-words';
import { useOverflow } from './use-overflow';

export const tabId = (tab: TabName) => `tab-${tab.toLowerCase()}`;
export const tabPanelId = (tab: TabName) => `view-${tab.toLowerCase()}`;

/** Of the strip's width, so that a tab cut in two is whole after it. */
const SCROLLED_PART = 0.6;

export function TabBar() {
  const selected = usePanel((state) => state.tab);
  const counts = usePanel(countsOf);
  const { selectTab } = useActions();
  const strip = useRef<HTMLDivElement>(null);
  const hidden = useOverflow(strip);
  useEffect(() => {
    document.getElementById(tabId(selected))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);

  const scroll = (direction: 1 | -1) => {
    const list = strip.current;
    list?.scrollBy({ left: direction * list.clientWidth * SCROLLED_PART });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfterKey(event.key, TABS, selected);
    if (!next) return;
    event.preventDefault();
    selectTab(next);
    document.getElementById(tabId(next))?.focus();
  };

  return (
    <div className={styles.bar}>
      {hidden.before && <ScrollButton icon="left" label={i18n.t('layout.earlierTabs')} onClick={() => scroll(-1)} />}
      <div ref={strip} className={styles.tabs} role="tablist" aria-label={i18n.t('layout.views')} onKeyDown={onKeyDown}>
        {TABS.map((tab) => (
          <Tab key={tab} tab={tab} isSelected={tab === selected} count={counts[tab]} onSelect={() => selectTab(tab)} />
        ))}
      </div>
      {hidden.after && <ScrollButton icon="right" label={i18n.t('layout.moreTabs')} onClick={() => scroll(1)} />}
    </div>
  );
}

/** For the pointer alone: the keyboard reaches every tab by the arrow keys. */
function ScrollButton({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <Button look="ghost" icon={icon} aria-label={label} tabIndex={-1} className={styles.scroll} onClick={onClick} />
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
      className={`${tabs.tab} ${styles.tab}`}
      aria-label={TAB_WORDS[tab]}
      aria-selected={isSelected}
      aria-controls={isSelected ? tabPanelId(tab) : undefined}
      aria-description={count?.text}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
    >
      {TAB_WORDS[tab]}
      {count && (
        <span className={count.isError ? styles.errors : styles.count} data-count={count.count} aria-hidden="true">
          {count.isError && <Icon name="error" small />}
        </span>
      )}
    </button>
  );
}
