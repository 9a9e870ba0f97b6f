import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState, type WheelEvent } from 'react';
import type { TimelineRows } from '@/lib/store/groups';
import { extentOf, isSameWaterfall, type Waterfall, waterfallOf, zoomAfterKey, zoomLimited } from './waterfall';

/** What part of the waterfall is looked at: zoomed and moved by wheel, by drag over its scale, and by keys. */

export type WaterfallScaleProps = {
  onWheel: (event: WheelEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: () => void;
};

/** Of the span, for each press of a key. */
const KEY_STEP = 0.25;
/** A wheel that tells lines or pages in place of pixels. */
const PX_OF_DELTA_MODE = [1, 16, 200];

export function useWaterfall(rows: TimelineRows) {
  const [view, setView] = useState({ zoom: 0, fromMs: 0 });
  const extent = useMemo(() => extentOf(rows), [rows]);
  const last = useRef<Waterfall>(undefined);
  const waterfall = useMemo(() => {
    const fitting = waterfallOf(extent, view.zoom, view.fromMs);
    // Rows come all the time and seldom change the scale; with another one every row is drawn anew.
    if (!last.current || !isSameWaterfall(last.current, fitting)) last.current = fitting;
    return last.current;
  }, [extent, view]);
  const dragged = useRef<{ x: number; fromMs: number } | undefined>(undefined);
  const { spanMs, fromMs } = waterfall;

  const panTo = (ms: number) => setView({ ...view, fromMs: waterfallOf(extent, view.zoom, ms).fromMs });
  /** What lies at `share` of the scale stays there. */
  const zoomTo = (zoom: number, share: number) => {
    const next = waterfallOf(extent, zoom);
    setView({ zoom, fromMs: waterfallOf(extent, zoom, fromMs + share * (spanMs - next.spanMs)).fromMs });
  };

  const scale: WaterfallScaleProps = {
    onWheel({ currentTarget, clientX, shiftKey, deltaX, deltaY, deltaMode }) {
      const { left, width } = currentTarget.getBoundingClientRect();
      // Browsers differ in whether Shift turns the wheel sideways by itself.
      const sideways = shiftKey || Math.abs(deltaX) > Math.abs(deltaY) ? deltaX || deltaY : 0;
      if (sideways !== 0) panTo(fromMs + ((sideways * (PX_OF_DELTA_MODE[deltaMode] ?? 1)) / (width || 1)) * spanMs);
      else if (deltaY !== 0) zoomTo(zoomLimited(view.zoom - Math.sign(deltaY)), width ? (clientX - left) / width : 0);
    },
    onPointerDown({ currentTarget, pointerId, clientX, button }) {
      if (button !== 0) return;
      currentTarget.setPointerCapture(pointerId);
      dragged.current = { x: clientX, fromMs };
    },
    onPointerMove({ currentTarget, clientX }) {
      const from = dragged.current;
      if (!from) return;
      const { width } = currentTarget.getBoundingClientRect();
      panTo(from.fromMs - ((clientX - from.x) / (width || 1)) * spanMs);
    },
    onPointerUp() {
      dragged.current = undefined;
    },
  };

  /** True when the key was one of the waterfall's. */
  const hearKey = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const step = shiftKey ? { ArrowLeft: -1, ArrowRight: 1 }[key] : undefined;
    const zoom = zoomAfterKey(key, view.zoom);
    if (step) panTo(fromMs + step * KEY_STEP * spanMs);
    else if (key === '0') setView({ zoom: 0, fromMs: 0 });
    else if (zoom !== undefined) zoomTo(zoom, 0);
    else return false;
    return true;
  };

  return { waterfall, scale, hearKey };
}
