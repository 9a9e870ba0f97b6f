import type { StateCreator } from 'zustand/vanilla';
import type { Entry, RequestEntry } from '@/lib/model/entry';
import type { LedgerTables, ReplayRequest, ReplayTarget, Reply } from '@/lib/model/replay';
import type { OriginalReply } from '@/lib/replay/compare-replies';
import { type LedgerChange, ledgerChanges } from '@/lib/replay/ledger-changes';
import { isThisMachine } from '@/lib/replay/live-hosts';
import { isServerAddress, notAServer } from '@/lib/replay/mock-server';
import { requestFromEntry } from '@/lib/replay/replay-request';
import {
  planReplay,
  type ReplayEnd,
  type ReplayPlan,
  type ReplayResult,
  type ReplaySpacing,
  runReplay,
} from '@/lib/replay/run-replay';
import { parseCurl } from '@/lib/session/curl';
import type { PanelEnvironment, PanelState } from './panel-store';
import { draftOf, originalReplyOf, type ReplayDraft, readReplayDraft } from './replay-draft';
import { timelineOfView } from './selectors';

/** Requests sent again from the panel: which, edited how, where to, and what came of it. */

export type ReplayOutcome = {
  /** What the page got at the time; absent where that is not known. */
  original?: OriginalReply;
  result: { kind: 'answered'; reply: Reply } | { kind: 'failed'; message: string };
  target: ReplayTarget;
  /** In the bundled mock, or in a mock server that tells of its own; nobody knows of any other. */
  ledger?: LedgerChange[];
};

export type ReplayRun = {
  total: number;
  results: ReplayResult[];
  left: ReplayPlan['left'];
  end: ReplayEnd | undefined;
};

/** What is about to be sent to the real API, or to what may be it, waiting for a yes. */
export type LiveQuestion = { hosts: string[]; count: number; yes: () => Promise<void> };

/** What a routed page is about to send, which the leak guard would cut off, waiting for a way. */
export type RoutedQuestion = { count: number; go: (way: RoutedWay) => Promise<void> };
export type RoutedWay = 'unroute' | 'mock';

export type ReplaySlice = {
  replayEntryId: string | undefined;
  replayDraft: ReplayDraft | undefined;
  isEditingReplay: boolean;
  replayTarget: ReplayTarget;
  replayOutcome: ReplayOutcome | undefined;
  isReplaying: boolean;
  replayRun: ReplayRun | undefined;
  replayRefused: string | undefined;
  liveQuestion: LiveQuestion | undefined;
  routedQuestion: RoutedQuestion | undefined;
  /** Takes a recorded request for the next replay; `edit` opens it for editing. */
  chooseReplay(entryId: string, edit?: boolean): Promise<void>;
  editReplay(change: Partial<ReplayDraft>): void;
  undoReplayEdits(): void;
  openReplayEditor(): void;
  /** Whether it is a command that could be read; `replayRefused` tells why not. */
  pasteCurl(text: string): boolean;
  chooseReplayTarget(target: ReplayTarget): void;
  /** As recorded, or as edited. The live API asks first, every time. */
  sendReplay(): Promise<void>;
  replayMany(entryIds: readonly string[], spacing: ReplaySpacing): Promise<void>;
  cancelReplay(): void;
  answerLiveQuestion(yes: boolean): Promise<void>;
  /** Without a way, nothing is sent. */
  answerRoutedQuestion(way: RoutedWay | undefined): Promise<void>;
};

export function replaySlice({ connection, clock }: PanelEnvironment): StateCreator<PanelState, [], [], ReplaySlice> {
  return (set, get) => {
    let running: AbortController | undefined;
    /** What was chosen, as it stood before it was edited. */
    let asRecorded: ReplayDraft | undefined;

    const send = (request: ReplayRequest, target: ReplayTarget) => connection.ask('replay', { request, target });
    const refuse = (cause: unknown) => set({ replayRefused: cause instanceof Error ? cause.message : String(cause) });

    const requestOf = (entryId: string | undefined): RequestEntry | undefined => {
      const entry = entryId === undefined ? undefined : timelineOfView(get()).byId.get(entryId);
      return entry?.kind === 'request' ? entry : undefined;
    };

    /** Bodies too large for their records are fetched before they are sent. */
    async function whole(entry: RequestEntry): Promise<RequestEntry> {
      const { body } = entry;
      if (body.kind !== 'text' || body.digest === undefined || get().imported) return entry;
      const { text } = await connection.ask('read-body', { digest: body.digest });
      return { ...entry, body: { kind: 'text', text, encoding: body.encoding, sizeBytes: body.sizeBytes } };
    }

    async function ledgerOf(target: ReplayTarget): Promise<LedgerTables | undefined> {
      if (target.kind === 'server') {
        // A server that is no mock of ours has no ledger to show; whether it answers at all, the replay will say.
        return (await connection.ask('server-ledger', { url: target.url }).catch(() => null)) ?? undefined;
      }
      await get().readMock();
      return target.kind === 'mock' ? get().mock?.ledger : undefined;
    }

    async function sendOne(request: ReplayRequest, target: ReplayTarget): Promise<void> {
      set({ isReplaying: true, replayOutcome: undefined, replayRefused: undefined });
      const entry = requestOf(get().replayEntryId);
      const original = entry && originalReplyOf(entry);
      const before = await ledgerOf(target);
      const result: ReplayOutcome['result'] = await send(request, target).then(
        (reply) => ({ kind: 'answered', reply }),
        (cause: unknown) => ({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) }),
      );
      const after = await ledgerOf(target);
      const ledger = before && after && ledgerChanges(before, after);
      const known = { ...(original && { original }), ...(ledger && { ledger }) };
      set({ isReplaying: false, replayOutcome: { result, target, ...known } });
    }

    async function sendMany(plan: ReplayPlan, target: ReplayTarget): Promise<void> {
      running?.abort();
      const abort = new AbortController();
      running = abort;
      let run: ReplayRun = { total: plan.steps.length, results: [], left: plan.left, end: undefined };
      const update = (change: Partial<ReplayRun>) => {
        run = { ...run, ...change };
        if (running === abort) set({ replayRun: run });
      };
      update({});
      const end = await runReplay(plan.steps, {
        send: (request) => send(request, target),
        pause: (milliseconds, signal) => pauseOn(clock, milliseconds, signal),
        onResult: (result) => update({ results: [...run.results, result] }),
        signal: abort.signal,
      });
      update({ end });
      await get().readMock();
    }

    type Run = (target: ReplayTarget) => Promise<void>;
    const ifAllowed = async (target: ReplayTarget, requests: readonly ReplayRequest[], run: Run): Promise<void> => {
      const count = requests.length;
      if (target.kind === 'server' && !isServerAddress(target.url)) {
        return set({ replayRefused: notAServer(target.url), replayOutcome: undefined });
      }
      if (target.kind === 'page' && get().routing.on) {
        const go = async (way: RoutedWay) => {
          if (way === 'mock') return run({ kind: 'mock' });
          await get().setRouting(false);
          // Where that was refused, the panel says so already.
          if (!get().routing.on) await ifAllowed(target, requests, run);
        };
        set({ routedQuestion: { count, go } });
        return;
      }
      // A page sends to the live API as well; and an address typed for a mock may be the real one, or lead there.
      const isLive = target.kind === 'server' ? !isThisMachine(target.url) : target.kind !== 'mock';
      if (!isLive) return run(target);
      const hosts = [...new Set(requests.map(({ url }) => new URL(target.kind === 'server' ? target.url : url).host))];
      set({ liveQuestion: { hosts, count, yes: () => run(target) } });
    };

    return {
      replayEntryId: undefined,
      replayDraft: undefined,
      isEditingReplay: false,
      replayTarget: { kind: 'mock' },
      replayOutcome: undefined,
      isReplaying: false,
      replayRun: undefined,
      replayRefused: undefined,
      liveQuestion: undefined,
      routedQuestion: undefined,

      async chooseReplay(entryId, edit = false) {
        const entry = requestOf(entryId);
        if (!entry) return;
        asRecorded = undefined;
        set({
          replayEntryId: entryId,
          replayDraft: undefined,
          replayOutcome: undefined,
          replayRefused: undefined,
          isEditingReplay: edit,
        });
        try {
          const reading = requestFromEntry(await whole(entry));
          if (get().replayEntryId !== entryId) return;
          if (reading.ok) {
            asRecorded = draftOf(reading.request);
            set({ replayDraft: asRecorded });
          } else set({ replayRefused: reading.message });
        } catch (cause) {
          refuse(cause);
        }
      },

      editReplay: (change) =>
        set(({ replayDraft }) => (replayDraft ? { replayDraft: { ...replayDraft, ...change, isEdited: true } } : {})),

      undoReplayEdits() {
        if (asRecorded) set({ replayDraft: asRecorded, replayOutcome: undefined, replayRefused: undefined });
      },

      openReplayEditor: () => set({ isEditingReplay: true }),

      pasteCurl(text) {
        const reading = parseCurl(text);
        if (!reading.ok) {
          set({ replayRefused: reading.message });
          return false;
        }
        asRecorded = undefined;
        set({
          replayEntryId: undefined,
          replayDraft: draftOf(reading.call),
          isEditingReplay: true,
          replayOutcome: undefined,
          replayRefused: undefined,
        });
        return true;
      },

      chooseReplayTarget: (replayTarget) => set({ replayTarget, replayRefused: undefined }),

      async sendReplay() {
        const { replayDraft, replayTarget: target } = get();
        if (!replayDraft) return;
        const reading = readReplayDraft(replayDraft);
        if (!reading.ok) return set({ replayRefused: reading.message });
        await ifAllowed(target, [reading.request], (to) => sendOne(reading.request, to));
      },

      async replayMany(entryIds, spacing) {
        const { replayTarget: target } = get();
        const entries = entryIds.map(requestOf).filter((entry) => entry !== undefined);
        try {
          const plan = planReplay(await Promise.all(entries.map(whole)), spacing);
          const requests = plan.steps.map(({ request }) => request);
          await ifAllowed(target, requests, (to) => sendMany(plan, to));
        } catch (cause) {
          refuse(cause);
        }
      },

      cancelReplay: () => running?.abort(),

      async answerLiveQuestion(yes) {
        const { liveQuestion } = get();
        set({ liveQuestion: undefined });
        if (yes) await liveQuestion?.yes();
      },

      async answerRoutedQuestion(way) {
        const { routedQuestion } = get();
        set({ routedQuestion: undefined });
        if (way) await routedQuestion?.go(way);
      },
    };
  };
}

export const isReplayable = (entry: Entry): entry is RequestEntry =>
  entry.kind === 'request' && !entry.ours && entry.carrier !== 'script';

function pauseOn(clock: PanelEnvironment['clock'], milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, resolve);
    signal.addEventListener(
      'abort',
      () => {
        cancel();
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
