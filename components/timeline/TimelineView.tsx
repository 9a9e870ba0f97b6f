import { useCallback, useRef } from 'react';
import { useEscape } from '@/components/layout/escape';
import { Split } from '@/components/layout/Split';
import { useActions, usePanel } from '@/components/panel-context';
import { selectedEntryOf } from '@/lib/store/selectors';
import { EventDetail } from './detail/EventDetail';
import { EventTable } from './EventTable';
import { TimelineEmpty } from './TimelineEmpty';

const DETAIL_WIDTH_PX = 520;

const focusGrid = () => document.getElementById('timeline-grid')?.focus();

/** Everything that happened, in order, and the chosen event beside it. */
export function TimelineView() {
  const entry = usePanel(selectedEntryOf);
  const { select } = useActions();
  const detail = useRef<HTMLElement>(null);

  useEscape(
    useCallback(() => {
      if (!detail.current) return false;
      if (detail.current.contains(document.activeElement)) focusGrid();
      else select(undefined);
      return true;
    }, [select]),
  );

  return (
    <Split
      name="timeline"
      defaultWidthPx={DETAIL_WIDTH_PX}
      first={
        <div style={{ position: 'relative' }}>
          <EventTable onOpen={() => detail.current?.focus()} />
          <TimelineEmpty />
        </div>
      }
      second={entry && <EventDetail ref={detail} entry={entry} onClose={() => select(undefined)} />}
    />
  );
}
