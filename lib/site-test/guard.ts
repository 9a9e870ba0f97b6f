import type { JournalRecord } from '@/lib/model/observation';
import { contextOf } from '@/lib/rules/context';
import { coverageOf } from '@/lib/timeline/coverage';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import type { StoredRun } from './backup';
import type { SiteTestHost } from './site-test-host';

/** Of many records that come at once. */
const LOOK_AFTER_MS = 100;
/** A tracker that had begun when the test ended has asked for its click by then. */
const QUIET_AFTER_MS = 5000;
/** Of some requests no answer is ever heard. */
const GUARDED_MS = 60_000;

export type Guards = {
  /** `afterSeq`: where the journal stood when the test ended. */
  begin(run: StoredRun, afterSeq: number): void;
  end(isOf: (run: StoredRun) => boolean): void;
};

/**
 * Keep the cookies that were put back at the end of tests. A click that was still under way is answered later, and its
 * tracker then writes the test's customer over them: `undo` is called. Over when another page is opened in the tab, or
 * when nothing of the test can come any more.
 */
export function createGuards(
  host: SiteTestHost,
  undo: (isOver: () => boolean, run: StoredRun) => Promise<unknown>,
): Guards {
  const guards = new Map<number, { run: StoredRun; stop(): void }>();

  function guard(run: StoredRun, afterSeq: number): () => void {
    const endsAt = host.now() + GUARDED_MS;
    let undoneUpTo = afterSeq;
    let cancelLook: (() => void) | undefined;
    let cancelQuiet = () => {};
    let isOver = false;

    async function look(isQuiet: boolean): Promise<void> {
      const records = await recordsSince(run, host);
      const later = records.filter(({ seq }) => seq > afterSeq);
      if (isOver) return;
      if (host.now() >= endsAt || later.some(isAnotherPage)) return stop();
      const written = later.findLast((record) => record.seq > undoneUpTo && isWritten(record));
      if (written) {
        undoneUpTo = written.seq;
        await undo(() => isOver, run);
      }
      if (isQuiet && !written && !hasClickUnderWay(records)) return stop();
      cancelQuiet();
      if (!isOver) cancelQuiet = host.after(QUIET_AFTER_MS, () => lookNow(true));
    }

    // A tab that is being closed has no journal any more.
    const lookNow = (isQuiet: boolean) => void look(isQuiet).catch(stop);

    const unsubscribe = host.journal.subscribe(run.tabId, () => {
      cancelLook ??= host.after(LOOK_AFTER_MS, () => {
        cancelLook = undefined;
        lookNow(false);
      });
    });
    function stop(): void {
      isOver = true;
      cancelLook?.();
      cancelQuiet();
      unsubscribe();
    }
    lookNow(false);
    return stop;
  }

  return {
    begin(run, afterSeq) {
      guards.get(run.tabId)?.stop();
      guards.set(run.tabId, { run, stop: guard(run, afterSeq) });
    },
    end(isOf) {
      for (const [tabId, { run, stop }] of guards) {
        if (!isOf(run)) continue;
        stop();
        guards.delete(tabId);
      }
    },
  };
}

/** What the journal holds of a test; all of it where it was begun anew. */
export async function recordsSince({ tabId, mark }: StoredRun, { journal }: SiteTestHost): Promise<JournalRecord[]> {
  const { epoch } = await journal.status(tabId);
  return journal.read(tabId, epoch === mark.epoch ? mark.seq : 0);
}

/** By a script of the tab itself: what other tabs of the site write is told here too, and is theirs. */
function isWritten(record: JournalRecord): boolean {
  return record.kind === 'cookie' && record.source === 'page' && record.phase === 'set' && isTrackers(record.name);
}

const isTrackers = (name: string): boolean => TRACKER_COOKIES.includes(name);

const ROUTES = ['push', 'replace', 'pop', 'hash'];

function isAnotherPage(record: JournalRecord): boolean {
  return record.kind === 'navigation' && record.frameId === 0 && !ROUTES.includes(record.cause);
}

function hasClickUnderWay(records: readonly JournalRecord[]): boolean {
  const timeline = foldAll(emptyTimeline(), [...records]);
  return contextOf(timeline, coverageOf(timeline)).clicks.some(({ outcome }) => outcome.kind === 'pending');
}
