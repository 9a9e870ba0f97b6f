import { type KeyboardEvent, useEffect, useRef } from 'react';
import { i18n } from '#i18n';
import { rowAfterKey } from '@/components/atoms/row-keys';
import { useActions, usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import type { TimelineRow } from '@/lib/store/groups';
import { filteredEntriesOf, findingsByEntryOf, selectedEntryOf } from '@/lib/store/selectors';
import { timelineRowsOf } from '@/lib/store/timeline-rows';
import { EventRow } from './EventRow';
import styles from './EventTable.module.css';
import { EventTableHead } from './EventTableHead';
import { NavigationRow } from './NavigationRow';
import { NewEventsButton } from './NewEventsButton';
import { heightOf, ROW_PX, topOf } from './row-places';
import { useFollow } from './use-follow';
import { usePaced } from './use-paced';
import { useRowRange } from './use-row-range';
import { useWaterfall } from './use-waterfall';

const NO_FINDINGS = [] as const;
/** The waterfall's scale looks at every row: it follows this far behind what is typed and what arrives. */
const SCALE_MS = 250;

const rowId = (row: TimelineRow | undefined) => row && `event-${row.entry.number}`;

/** The virtual list of events: one tab stop, moved through by keys, following the newest while at the end. */
export function EventTable({ onOpen }: { onOpen: () => void }) {
  const rows = usePanel(timelineRowsOf);
  const total = usePanel((state) => filteredEntriesOf(state).length);
  const findings = usePanel(findingsByEntryOf);
  const selected = usePanel(selectedEntryOf);
  const { select, toggleFold } = useActions();
  const { waterfall, scale, hearKey } = useWaterfall(usePaced(rows, SCALE_MS));
  const scroller = useRef<HTMLDivElement>(null);
  const { first, end, onScroll, scrollTo } = useRowRange(scroller, rows);
  const follow = useFollow(scroller, rows.length, scrollTo);
  // A row that comes into view is drawn in the place of one that left it.
  const places = Math.ceil((end - first) / 32) * 32;
  const selectedIndex = selected ? rows.indexOf(selected) : -1;

  useEffect(() => {
    if (selectedIndex >= 0) scrollTo(selectedIndex);
  }, [selectedIndex, scrollTo]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.at(selectedIndex);
    if (hearKey(event)) return event.preventDefault();
    if (event.key === 'Enter' && row) onOpen();
    else if (row?.group && event.key === (row.group.folded ? 'ArrowRight' : 'ArrowLeft')) toggleFold(row.entry.id);
    else {
      const page = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX);
      const next = rows.at(rowAfterKey(event.key, selectedIndex, rows.length, page) ?? -1);
      if (!next) return;
      select(next.entry.id);
    }
    event.preventDefault();
  };

  return (
    <div className={styles.table}>
      {/* biome-ignore lint/a11y/useSemanticElements: virtual rows are placed one by one, which a table cannot */}
      <div
        id="timeline-grid"
        className={styles.grid}
        role="grid"
        aria-label={i18n.t('timeline.events')}
        aria-rowcount={total}
        aria-activedescendant={rowId(rows.at(selectedIndex))}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <EventTableHead waterfall={waterfall} scale={scale} />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          ref={scroller}
          className={`${pane.scroll} ${styles.scroll}`}
          role="rowgroup"
          onScroll={() => {
            onScroll();
            follow.onScroll();
          }}
        >
          <div className={styles.rows} role="presentation" style={{ height: heightOf(rows) }}>
            {Array.from({ length: end - first }, (_, place) => first + place).map((index) => {
              const row = rows.at(index);
              if (!row) return null;
              const shared = {
                row,
                id: rowId(row) ?? '',
                top: topOf(rows, index),
                isSelected: index === selectedIndex,
                onSelect: select,
              };
              return row.group ? (
                <NavigationRow key={index % places} {...shared} group={row.group} onFold={toggleFold} />
              ) : (
                <EventRow
                  key={index % places}
                  {...shared}
                  isThread={selected !== undefined && row.entry.trace === selected.trace}
                  findings={findings.get(row.entry.id) ?? NO_FINDINGS}
                  waterfall={waterfall}
                />
              );
            })}
          </div>
        </div>
      </div>
      <NewEventsButton count={follow.newCount} onShow={follow.toEnd} />
    </div>
  );
}
