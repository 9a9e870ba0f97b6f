import type { RecordedSignup, SignupProgress, SiteTestPlan, SiteTestResult, SiteTestStep } from '@/lib/model/site-test';
import { hostOf, siteOf } from '@/lib/tracker/site';
import type { StoredRun } from './backup';
import { freshPassword } from './fresh-values';
import { mergeSteps } from './merge-steps';
import { type PlayHost, playSignup } from './play-signup';
import { parseSteps, summaryOf, withRecording } from './signup-recording';
import type { SignupRecording, SignupStep } from './signup-step';

/** How the signup of a test is recorded, if the person asked for it, and made again in a later one. */
export type Signups = {
  recordedOn(origin: string, isPrivate: boolean): Promise<RecordedSignup | undefined>;
  forget(origin: string, isPrivate: boolean): Promise<void>;
  forgetAll(): Promise<void>;
  /** Of how many sites one is kept. */
  count(): Promise<number>;
  /** The test runs, since now or since an earlier background. `onChange` is called at each step. */
  begin(run: StoredRun, isNew: boolean, onChange: () => void): void;
  /** How far the attribution has come: the form is filled in after the landing was heard of. */
  follow(run: StoredRun, steps: readonly SiteTestStep[]): void;
  /** A page of the tab was loaded. Where it is of another site, as another company's login, nobody listens there. */
  pageLoaded(run: StoredRun, url: string): Promise<void>;
  hear(run: StoredRun, told: unknown): Promise<void>;
  progress(run: StoredRun): Promise<SignupProgress | undefined>;
  /** At once, while the test is being ended. */
  halt(run: StoredRun): void;
  end(run: StoredRun, how: SiteTestResult['how']): Promise<void>;
};

export type SignupHost = Pick<PlayHost, 'now'> & {
  after(delayMs: number, run: () => void): () => void;
  /** Whole numbers below the given one that nobody can foretell. */
  random(below: number): number;
  /** On disk, of private windows in memory. */
  recordings(isPrivate: boolean): Promise<SignupRecording[]>;
  keepRecordings(isPrivate: boolean, recordings: readonly SignupRecording[]): Promise<void>;
  /** In memory: what a running test recorded so far. */
  draft(runId: string): Promise<unknown>;
  keepDraft(runId: string, steps: readonly SignupStep[] | undefined): Promise<void>;
  dropDrafts(): Promise<void>;
  page: {
    record(tabId: number): Promise<void>;
    stop(tabId: number): Promise<void>;
    ask(tabId: number, asked: Parameters<PlayHost['ask']>[0]): ReturnType<PlayHost['ask']>;
    open(tabId: number, url: string): Promise<void>;
  };
};

/** A landing that is not heard of, as on a site without a tracker, is filled in after this all the same. */
const LANDED_WITHIN_MS = 10_000;

const INTERRUPTED =
  'Filling in was interrupted when the browser stopped the extension’s background. Sign up by hand; the test goes on waiting.';
const HALTED = 'Filling in was stopped. Sign up by hand, or end the test.';

type Playing = { ended: AbortController; onChange(): void; progress: SignupProgress | undefined; isBegun: boolean };

export function createSignups(host: SignupHost): Signups {
  const playing = new Map<string, Playing>();
  /** Of recording ones; told at each step. */
  const listeners = new Map<string, () => void>();
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  const draftOf = async (run: StoredRun): Promise<SignupStep[]> => parseSteps(await host.draft(run.id), run.site);

  const find = async (origin: string, isPrivate: boolean) =>
    (await host.recordings(isPrivate)).find((recording) => recording.origin === origin);

  async function play(run: StoredRun): Promise<void> {
    const one = playing.get(run.id);
    const { signup } = run.plan;
    if (!one || one.isBegun || signup?.kind !== 'recorded') return;
    one.isBegun = true;
    const tell = (progress: SignupProgress) => {
      if (one.ended.signal.aborted) return;
      one.progress = progress;
      one.onChange();
    };
    const recording = await find(originOf(run), run.isPrivate);
    if (!recording) return tell({ kind: 'stopped', text: NOT_RECORDED });
    const fresh = {
      password: freshPassword(host.random),
      emailsAt: signup.freshEmail ? host.now() : undefined,
    };
    const { ask, open } = host.page;
    const page: PlayHost = {
      now: host.now,
      wait: (durationMs) => new Promise((done) => void host.after(durationMs, done)),
      ask: (asked) => ask(run.tabId, asked),
      open: (url) => open(run.tabId, url),
      tell,
    };
    await playSignup(recording, fresh, page, one.ended.signal).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      tell({ kind: 'stopped', text: `Filling in failed (${reason}). Sign up by hand; the test goes on waiting.` });
    });
  }

  return {
    async recordedOn(origin, isPrivate) {
      const recording = await find(origin, isPrivate);
      return recording && summaryOf(recording);
    },
    forget: (origin, isPrivate) =>
      inTurn(async () => {
        const kept = await host.recordings(isPrivate);
        await host.keepRecordings(
          isPrivate,
          kept.filter((recording) => recording.origin !== origin),
        );
      }),
    forgetAll: () =>
      inTurn(async () => {
        await Promise.all([host.keepRecordings(false, []), host.keepRecordings(true, []), host.dropDrafts()]);
        for (const onChange of listeners.values()) onChange();
      }),
    count: async () => (await Promise.all([host.recordings(false), host.recordings(true)])).flat().length,
    begin(run, isNew, onChange) {
      if (isRemembered(run.plan)) listeners.set(run.id, onChange);
      if (run.plan.signup?.kind !== 'recorded') return;
      const ended = new AbortController();
      const one: Playing = { ended, onChange, progress: undefined, isBegun: !isNew };
      if (!isNew) one.progress = { kind: 'stopped', text: INTERRUPTED };
      playing.set(run.id, one);
      if (isNew)
        ended.signal.addEventListener(
          'abort',
          host.after(LANDED_WITHIN_MS, () => void play(run)),
        );
    },
    follow(run, steps) {
      const isLanded = steps.some(
        ({ name, state }) => (name === 'cookie' && state !== 'waiting') || (name !== 'queue' && state === 'failed'),
      );
      if (isLanded) void play(run);
    },
    async pageLoaded(run, url) {
      if (isRemembered(run.plan) && siteOf(hostOf(url)) === run.site) await host.page.record(run.tabId);
    },
    hear: (run, told) =>
      inTurn(async () => {
        if (!listeners.has(run.id)) return;
        const steps = parseSteps(told, run.site);
        if (steps.length === 0) return;
        await host.keepDraft(run.id, mergeSteps(await draftOf(run), steps));
        listeners.get(run.id)?.();
      }),
    async progress(run) {
      if (isRemembered(run.plan)) return { kind: 'recording', steps: (await draftOf(run)).length };
      return playing.get(run.id)?.progress;
    },
    halt(run) {
      const one = playing.get(run.id);
      one?.ended.abort();
      if (one && one.progress?.kind !== 'played') one.progress = { kind: 'stopped', text: HALTED };
    },
    end: (run, how) =>
      inTurn(async () => {
        playing.get(run.id)?.ended.abort();
        playing.delete(run.id);
        listeners.delete(run.id);
        if (!isRemembered(run.plan)) return;
        await host.page.stop(run.tabId);
        const steps = await draftOf(run);
        await host.keepDraft(run.id, undefined);
        if (how !== 'finished' || steps.length === 0) return;
        const made: SignupRecording = { version: 1, origin: originOf(run), recordedAt: host.now(), steps };
        await host.keepRecordings(run.isPrivate, withRecording(await host.recordings(run.isPrivate), made));
      }),
  };
}

export const NOT_RECORDED = 'The recorded signup is gone. Sign up by hand; the test goes on waiting.';

const isRemembered = ({ signup }: SiteTestPlan): boolean => signup?.kind === 'by-hand' && signup.remember;

const originOf = ({ landingUrl }: StoredRun): string => new URL(landingUrl).origin;
