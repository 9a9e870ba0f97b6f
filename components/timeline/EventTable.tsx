import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
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
import { useFollow } from './use-follow';
import { waterfallOf, zoomAfterKey } from './waterfall';

export const ROW_PX = 22;
export const NAVIGATION_ROW_PX = 24;
const OVERSCAN_ROWS = 10;
const NO_FINDINGS = [] as const;

const rowId = (row: TimelineRow | undefined) => row && `event-${row.entry.number}`;

/** The virtual list of events: one tab stop, moved through by keys, following the newest while at the end. */
export function EventTable({ onOpen }: { onOpen: () => void }) {
  const rows = usePanel(timelineRowsOf);
  const total = usePanel((state) => filteredEntriesOf(state).length);
  const findings = usePanel(findingsByEntryOf);
  const selected = usePanel(selectedEntryOf);
  const { select, toggleFold } = useActions();
  const [zoom, setZoom] = useState(0);
  const waterfall = useMemo(() => waterfallOf(rows, zoom), [rows, zoom]);
  const scroller = useRef<HTMLDivElement>(null);
  // A new key function is what makes the virtualizer ask for the heights of rows again.
  const keyOfRow = useCallback((index: number) => rows[index]?.entry.id ?? index, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.group ? NAVIGATION_ROW_PX : ROW_PX),
    getItemKey: keyOfRow,
    overscan: OVERSCAN_ROWS,
  });
  const follow = useFollow(scroller, rows.length, (index) => virtual.scrollToIndex(index, { align: 'end' }));
  const selectedIndex = rows.findIndex((row) => row.entry.id === selected?.id);

  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[selectedIndex];
    const nextZoom = zoomAfterKey(event.key, zoom);
    if (nextZoom !== undefined) setZoom(nextZoom);
    else if (event.key === 'Enter' && row) onOpen();
    else if (row?.group && event.key === (row.group.folded ? 'ArrowRight' : 'ArrowLeft')) toggleFold(row.entry.id);
    else {
      const page = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX);
      const next = rows[rowAfterKey(event.key, selectedIndex, rows.length, page) ?? -1];
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
        aria-label="Timeline"
        aria-rowcount={total}
        aria-activedescendant={rowId(rows[selectedIndex])}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <EventTableHead waterfall={waterfall} onZoom={(steps) => setZoom(zoom + steps)} />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div ref={scroller} className={`${pane.scroll} ${styles.scroll}`} role="rowgroup" onScroll={follow.onScroll}>
          <div className={styles.rows} role="presentation" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (!row) return null;
              const shared = { row, id: rowId(row) ?? '', top: start, isSelected: index === selectedIndex };
              return row.group ? (
                <NavigationRow
                  key={row.entry.id}
                  {...shared}
                  group={row.group}
                  onSelect={() => select(row.entry.id)}
                  onFold={() => toggleFold(row.entry.id)}
                />
              ) : (
                <EventRow
                  key={row.entry.id}
                  {...shared}
                  isThread={selected !== undefined && row.entry.trace === selected.trace}
                  findings={findings.get(row.entry.id) ?? NO_FINDINGS}
                  waterfall={waterfall}
                  onSelect={() => select(row.entry.id)}
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
