import type { StateCreator } from 'zustand/vanilla';
import type { PanelEvent } from '@/lib/messaging/protocol';
import { createSharing } from '@/lib/model/sharing';
import { QUIET_MS as UNCHANGING_MS } from '@/lib/rules/context';
import { foldAll, recordsOf } from '@/lib/timeline/fold';
import type { Timeline } from '@/lib/timeline/timeline';
import type { PanelEnvironment, PanelState } from './panel-store';
import { applyEvents, emptyRecording, type Recording, withoutRecords } from './recording';

/**
 * The live journal as the panel received it. Events are applied once a frame; the timeline that is judged follows
 * when nothing has arrived for a while, so that the verdict does not flicker.
 */
export type RecordingSlice = {
  live: Recording;
  /** The live timeline as of the last quiet moment: the one the verdict speaks of. */
  settled: Timeline;
  /** When it was last judged: what a moment ago was on its way may be lost now, though nothing has come. */
  judgedAt: number;
  /** What Clear took away, while it can still be brought back. */
  cleared: { recording: Recording; count: number } | undefined;
  /** What was recorded of this page is gone: by Clear, here or elsewhere. */
  wasCleared: boolean;
  recordingRefused: string | undefined;
  setRecording(on: boolean): Promise<void>;
  /** Empties the journal; an imported session is closed instead. */
  clear(): Promise<void>;
  undoClear(): void;
};

export const QUIET_MS = 300;
/** Under steady traffic the verdict still moves this often. */
export const LONGEST_UNSETTLED_MS = 2000;
export const UNDO_MS = 8000;
/** How often a quiet recording is judged again, until time alone changes nothing more. */
export const REJUDGE_MS = 1000;

export function recordingSlice({
  connection,
  clock,
}: PanelEnvironment): StateCreator<PanelState, [], [], RecordingSlice> {
  return (set, get) => {
    const share = createSharing();
    let pending: PanelEvent[] = [];
    let unsettledSince: number | undefined;
    let cancelSettling = () => {};
    let cancelRejudging = () => {};
    let cancelForgetting = () => {};

    const settle = () => {
      unsettledSince = undefined;
      const judgedAt = clock.now();
      set((state) => ({ settled: state.live.timeline, judgedAt }));
      rejudgeUntil(judgedAt + UNCHANGING_MS);
    };
    const rejudgeUntil = (unchangingAt: number) => {
      cancelRejudging();
      if (get().settled.entries.length === 0) return;
      cancelRejudging = clock.after(REJUDGE_MS, () => {
        const judgedAt = clock.now();
        set({ judgedAt });
        if (judgedAt < unchangingAt) rejudgeUntil(unchangingAt);
      });
    };
    const settleSoon = () => {
      cancelSettling();
      unsettledSince ??= clock.now();
      const left = unsettledSince + LONGEST_UNSETTLED_MS - clock.now();
      cancelSettling = clock.after(Math.max(0, Math.min(QUIET_MS, left)), settle);
    };
    const flush = () => {
      const events = pending;
      pending = [];
      const before = get().live;
      const live = applyEvents(before, events);
      set((state) => ({ live, wasCleared: state.wasCleared || isEmptied(before, live) }));
      if (live.timeline !== before.timeline) settleSoon();
      if (live.status && live.status.pageUrl !== before.status?.pageUrl) void listCookies(live.status.pageUrl);
    };
    connection.subscribe((event) => {
      pending.push(event.type === 'records' ? { ...event, records: event.records.map(share) } : event);
      if (pending.length === 1) clock.onFrame(flush);
    });

    /** The background tells of changes; what stood there before it listened has to be asked for. */
    const listCookies = async (url: string) => {
      try {
        const cookies = await connection.ask('list-cookies', { url });
        set((state) => ({ live: { ...state.live, cookies } }));
      } catch (cause) {
        set({ recordingRefused: `The cookies of this page could not be read: ${messageOf(cause)}` });
      }
    };
    const empty = (state: PanelState) => ({ live: withoutRecords(state.live) });

    return {
      live: emptyRecording(),
      cleared: undefined,
      wasCleared: false,
      recordingRefused: undefined,
      settled: emptyRecording().timeline,
      judgedAt: 0,

      async setRecording(on) {
        try {
          await connection.ask('set-recording', { on });
          set((state) => ({
            recordingRefused: undefined,
            live: state.live.status ? { ...state.live, status: { ...state.live.status, recording: on } } : state.live,
          }));
        } catch (cause) {
          const what = on ? 'started' : 'stopped';
          set({
            recordingRefused: `Recording could not be ${what}: ${messageOf(cause)}. Reload the page and try again.`,
          });
        }
      },

      async clear() {
        if (get().imported || get().opening) {
          get().closeImported();
          return;
        }
        const recording = get().live;
        set((state) => ({
          ...empty(state),
          cleared: { recording, count: recording.timeline.entries.length },
          wasCleared: true,
          undoOffer: undefined,
          selectedId: undefined,
        }));
        settle();
        cancelForgetting();
        cancelForgetting = clock.after(UNDO_MS, () => set({ cleared: undefined }));
        try {
          await connection.ask('clear', null);
        } catch (cause) {
          get().undoClear();
          set({
            recordingRefused: `The recording could not be cleared: ${messageOf(cause)}. Reload the panel and try again.`,
          });
        }
      },

      undoClear() {
        const { cleared, live } = get();
        if (!cleared) return;
        cancelForgetting();
        const { recording } = cleared;
        set({
          cleared: undefined,
          wasCleared: false,
          live: {
            ...live,
            timeline: foldAll(recording.timeline, recordsOf(live.timeline)),
            gaps: [...recording.gaps, ...live.gaps],
          },
        });
        settle();
      },
    };
  };
}

const isEmptied = (before: Recording, after: Recording): boolean =>
  before.timeline.entries.length > 0 && after.timeline.entries.length === 0;

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
}
