import type { Entry } from '@/lib/model/entry';
import type { TimelineRows } from '@/lib/store/groups';

/** Times since the page load as shares of a span that is the same for all rows, so that bars compare. */

export type Waterfall = {
  /** Where the part that is shown begins, in ms since the page load, and how long it is. */
  fromMs: number;
  spanMs: number;
  ticks: { atMs: number; label: string }[];
  /** When the tracker had loaded, in ms since the page load, by the epoch ms of that load. */
  loads: ReadonlyMap<number, number>;
};

export type Bar = {
  /** Shares of the span, 0 to 1. */
  from: number;
  to: number;
  look: 'bar' | 'wait';
  /** Lies past the end of the part that is shown, or before its beginning. */
  isBeyond: boolean;
  isBefore: boolean;
};

const NICE_MS = [100, 200, 300, 600, 1000, 2000, 3000, 6000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000];
/** Rare late events must not press the rest against the edge. */
const COVERED_SHARE = 0.9;

/** What the rows need, whatever part of it is shown. */
export type Extent = { fittingMs: number; endMs: number; loads: Waterfall['loads'] };

export function extentOf({ entries, pages, length }: TimelineRows): Extent {
  const ends = new Float64Array(length);
  let count = 0;
  const loads = new Map<number, number>();
  for (const page of pages) {
    const startedAt = page.head.at;
    const last = page.folded ? page.position : page.position + page.count;
    for (let position = page.position; position <= last; position += 1) {
      const entry = entries[position];
      if (!entry) break;
      ends[count] = endOf(entry) - startedAt;
      count += 1;
      if (entry.kind === 'script' && entry.loadedAt !== undefined && !loads.has(startedAt)) {
        loads.set(startedAt, entry.loadedAt - startedAt);
      }
    }
  }
  const sorted = ends.subarray(0, count).sort();
  const covered = sorted[Math.max(0, Math.ceil(count * COVERED_SHARE) - 1)] ?? 0;
  const fittingMs = NICE_MS.find((nice) => nice >= covered) ?? Math.ceil(covered / 600_000) * 600_000;
  return { fittingMs, endMs: sorted.at(-1) ?? 0, loads };
}

/** `zoom` steps closer (above 0) or wider than what fits; `fromMs` as near to what is asked as there are events. */
export function waterfallOf({ fittingMs, endMs, loads }: Extent, zoom = 0, fromMs = 0): Waterfall {
  const spanMs = zoomed(fittingMs, zoom);
  const from = Math.max(0, Math.min(fromMs, endMs - spanMs));
  return { fromMs: from, spanMs, loads, ticks: ticksOf(from, spanMs) };
}

/** Whether the two draw every row alike. */
export const isSameWaterfall = (a: Waterfall, b: Waterfall): boolean =>
  a.fromMs === b.fromMs &&
  a.spanMs === b.spanMs &&
  a.loads.size === b.loads.size &&
  [...b.loads].every(([startedAt, ms]) => a.loads.get(startedAt) === ms);

function zoomed(spanMs: number, zoom: number): number {
  if (zoom === 0) return spanMs;
  const spans = [...new Set([...NICE_MS, spanMs])].sort((a, b) => a - b);
  return spans[Math.min(spans.length - 1, Math.max(0, spans.indexOf(spanMs) - zoom))] ?? spanMs;
}

/** Spans of 3 and 6 are told in thirds, the others in halves, so that every tick is a round number. */
function ticksOf(fromMs: number, spanMs: number): Waterfall['ticks'] {
  const stepMs = spanMs / (/^[36]/.test(String(spanMs)) ? 3 : 2);
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  const ticks: Waterfall['ticks'] = [];
  for (let atMs = first; atMs <= fromMs + LAST_TICK_SHARE * spanMs; atMs += stepMs) {
    ticks.push({ atMs, label: tickLabel(atMs, stepMs) });
  }
  return ticks;
}

/** Further on there is no room for its words. */
const LAST_TICK_SHARE = 0.8;

/** In the largest unit that tells ticks apart. */
function tickLabel(ms: number, stepMs: number): string {
  if (ms === 0) return '0';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000 || stepMs < 6000) return `${trimmed(ms / 1000)} s`;
  return `${trimmed(ms / 60_000)} min`;
}

const trimmed = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');

function endOf(entry: Entry): number {
  switch (entry.kind) {
    case 'request':
    case 'call':
      return entry.outcome.kind === 'pending' ? entry.at : entry.outcome.endedAt;
    case 'script':
      return entry.loadedAt ?? entry.at;
    case 'queue':
      return entry.drainedAt ?? entry.at;
    default:
      return entry.endedAt ?? entry.at;
  }
}

export function barOf(entry: Entry, startedAt: number, spanMs: number, fromMs = 0): Bar {
  const from = (entry.at - startedAt - fromMs) / spanMs;
  const to = (endOf(entry) - startedAt - fromMs) / spanMs;
  return {
    from: clamped(from),
    to: clamped(to),
    look: entry.kind === 'queue' && to > from ? 'wait' : 'bar',
    isBeyond: from > 1,
    // The page's load itself is where time begins.
    isBefore: fromMs > 0 && to < 0,
  };
}

const clamped = (share: number): number => Math.min(1, Math.max(0, share));

const ZOOM_LIMIT = 15;

export const zoomLimited = (zoom: number): number => Math.min(ZOOM_LIMIT, Math.max(-ZOOM_LIMIT, zoom));

/** `+` looks closer, `-` wider, `0` shows what fits. */
export function zoomAfterKey(key: string, zoom: number): number | undefined {
  if (key === '0') return 0;
  const step = { '+': 1, '=': 1, '-': -1 }[key];
  return step && zoomLimited(zoom + step);
}
