import type { JournalRecord } from '@/lib/model/observation';
import type { RoutingAsked, RoutingState } from '@/lib/model/routing';
import type { SiteTestAsk, SiteTestPlan, SiteTestResult, SiteTestView } from '@/lib/model/site-test';
import { hostOf, siteOf } from '@/lib/tracker/site';
import { isTrackerCookieOf, type StoredRun } from './backup';
import { createGuards, recordsSince } from './guard';
import { landingUrlOf, proposePlan } from './plan';
import { judgementOf, progressOf } from './progress';
import { siteTestReport } from './report';
import { restoreCookies } from './restore';
import type { SiteTestHost } from './site-test-host';
import { isComplete } from './steps';

/**
 * Runs the tests of all tabs, one at a time in a tab and on a site. A test is written down before anything is deleted and
 * forgotten only once everything is back, so that whatever ends the background in between, the next one goes on with it
 * or puts things back.
 */
export type SiteTests = {
  /** Resolves when what an earlier background left is taken up again or put back. */
  ready: Promise<void>;
  ask(tabId: number, asked: SiteTestAsk): Promise<SiteTestView>;
  tabClosed(tabId: number): Promise<void>;
  /** A page of the tab was loaded, and may have to be recorded. */
  pageLoaded(tabId: number, url: string): Promise<void>;
  /** What a page of the tab tells of the signup on it. */
  hearSignup(tabId: number, told: unknown): Promise<void>;
};

const LOOK_AFTER_MS = 250;
/** After the lead was answered, what belongs to it may still come. */
const SETTLED_AFTER_MS = 2000;
const GLANCE_RECORDS = 2000;

type Active = { run: StoredRun; stop(): void };

export function createSiteTests(host: SiteTestHost): SiteTests {
  const active = new Map<number, Active>();
  let ended = new Map<number, SiteTestResult>();

  const guards = createGuards(host, (isOver, run) => inTurn(async () => isOver() || restoreCookies(run, host)));

  /** Everything that changes something runs one after the other. */
  const ready = takeUp();
  // What could not be put back stays written down, and the next background tries again.
  const takenUp: Promise<unknown> = ready.catch(() => undefined);
  let turn = takenUp;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };

  async function takeUp(): Promise<void> {
    ended = await host.shelf.results();
    for (const run of await host.shelf.runs()) {
      // A tab's number means nothing in another session of the browser.
      const isSameSession = await host.shelf.isMarked(run.id);
      const tab = isSameSession ? await host.tab(run.tabId) : undefined;
      if (tab && run.stage === 'running') watch(run, false);
      else if (tab) await end(run, 'interrupted');
      else await putBack(run, false);
    }
  }

  async function recordsOf(run: StoredRun): Promise<JournalRecord[]> {
    return withoutOwnStart(await recordsSince(run, host));
  }

  async function runningView(run: StoredRun): Promise<Extract<SiteTestView, { state: 'running' }>> {
    const { plan, landingUrl } = run;
    const signup = await host.signups.progress(run);
    const steps = progressOf(await recordsOf(run), host.now());
    return { state: 'running', plan, landingUrl, steps, ...(signup && { signup }) };
  }

  /** Follows the journal: tells each change, and ends the test when there is nothing to wait for. */
  function watch(run: StoredRun, isNew: boolean): void {
    const { tabId } = run;
    let cancelLook: (() => void) | undefined;
    let cancelEnd = () => {};
    const look = async () => {
      cancelLook = undefined;
      const view = await runningView(run);
      if (active.get(tabId)?.run.id !== run.id) return;
      host.onChange(tabId, view);
      host.signups.follow(run, view.steps);
      cancelEnd();
      if (!isComplete(view.steps)) return;
      cancelEnd = host.after(SETTLED_AFTER_MS, () => {
        // What could not be put back is tried again.
        inTurn(() => endIfActive(tabId, 'finished', run.id)).catch(lookSoon);
      });
    };
    const lookSoon = () => {
      // A tab that is being closed has no journal any more.
      cancelLook ??= host.after(LOOK_AFTER_MS, () => void look().catch(() => undefined));
    };
    const unsubscribe = host.journal.subscribe(tabId, lookSoon);
    active.set(tabId, {
      run,
      stop() {
        unsubscribe();
        cancelLook?.();
        cancelEnd();
        active.delete(tabId);
      },
    });
    host.signups.begin(run, isNew, lookSoon);
    lookSoon();
  }

  /** Cookies and, in the session of the browser that it began in, routing as they were. Then the run is forgotten. */
  async function putBack(run: StoredRun, hasTab: boolean) {
    const restored = await restoreCookies(run, host).catch((cause: unknown) => {
      if (!run.isPrivate) throw cause;
      // The cookies of a private window go with the last of its tabs.
      return { restored: 0, failed: [] };
    });
    if (hasTab) await host.routing.set(run.tabId, askedFor(run.routingBefore));
    await host.shelf.drop(run);
    return restored;
  }

  async function end(run: StoredRun, how: SiteTestResult['how']): Promise<void> {
    const { tabId, plan, landingUrl, startedAt } = run;
    host.signups.halt(run);
    const click = progressOf(await recordsOf(run), host.now()).find(({ name }) => name === 'click');
    // A tracker that came later would send its click to the real API.
    if (how !== 'finished' || click?.state === 'waiting') await host.quieten(tabId);
    const records = await recordsOf(run);
    const { seq } = await host.journal.status(tabId);
    // Where this fails the test still runs, and may be ended again.
    const cookies = await putBack(run, true);
    active.get(tabId)?.stop();
    guards.begin(run, seq);
    await host.signups.end(run, how);
    const production = await host.productionOf(landingUrl);
    const { verdict, findings } = judgementOf(records, production === undefined ? {} : { production });
    const { value, state, cause, nextStep } = verdict;
    const parts = { how, plan, steps: progressOf(records, undefined), cookies };
    const result: SiteTestResult = {
      ...parts,
      verdict: { value, state, cause, nextStep },
      report: siteTestReport({ ...parts, verdict, landingUrl, startedAt, endedAt: host.now(), findings }),
    };
    ended.set(tabId, result);
    await host.shelf.keepResult(tabId, result);
    host.onChange(tabId, { state: 'ended', result });
  }

  async function endIfActive(tabId: number, how: SiteTestResult['how'], id?: string): Promise<void> {
    const run = active.get(tabId)?.run;
    if (run && (id === undefined || run.id === id)) await end(run, how);
  }

  async function start(tabId: number, plan: SiteTestPlan): Promise<void> {
    const tab = await host.tab(tabId);
    if (!tab) throw new Error('The tab is gone. Open the site again and start there.');
    if (active.has(tabId)) throw new Error('A test runs in this tab already. Finish or cancel it first.');
    const { seq, epoch, recording } = await host.journal.status(tabId);
    if (!recording) throw new Error('Recording is off, so nothing could be checked. Turn it on, then start the test.');
    const startedAt = host.now();
    const landingUrl = landingUrlOf(plan, tab.url, startedAt);
    if (landingUrl === undefined) throw new Error('Without a web page and a partner code there is nothing to open.');
    const site = siteOf(hostOf(landingUrl));
    const { storeId, isPrivate } = tab;
    if (plan.signup?.kind === 'recorded' && !(await host.signups.recordedOn(new URL(landingUrl).origin, isPrivate))) {
      throw new Error('No signup is recorded for that site. Start the test to sign up by hand.');
    }
    for (const { run } of active.values()) {
      if (run.storeId !== storeId || run.site !== site) continue;
      throw new Error(`Another tab tests ${site}, with the same cookies. Finish or cancel that test first.`);
    }
    const run: StoredRun = {
      version: 1,
      id: host.newId(),
      tabId,
      isPrivate,
      storeId,
      site,
      startedAt,
      stage: 'preparing',
      mark: { seq, epoch },
      plan,
      landingUrl,
      routingBefore: await host.routing.state(tabId),
      cookies: (await host.cookies.list(storeId)).filter((cookie) => isTrackerCookieOf(site, cookie)),
    };
    guards.end((earlier) => earlier.tabId === tabId || (earlier.storeId === storeId && earlier.site === site));
    await host.shelf.keep(run);
    try {
      for (const cookie of run.cookies) await host.cookies.remove(cookie);
      await host.routing.set(tabId, plan.routed ? routedTo(plan) : { on: false });
      await host.navigate(tabId, landingUrl);
    } catch (cause) {
      await putBack(run, true);
      throw cause;
    }
    const running: StoredRun = { ...run, stage: 'running' };
    await host.shelf.keep(running);
    await dismiss(tabId);
    watch(running, true);
  }

  async function dismiss(tabId: number): Promise<void> {
    if (!ended.delete(tabId)) return;
    await host.shelf.keepResult(tabId, undefined);
  }

  async function act(tabId: number, asked: SiteTestAsk): Promise<void> {
    switch (asked.action) {
      case 'peek':
      case 'look':
        return;
      case 'start':
        return start(tabId, asked.plan);
      case 'finish':
        return endIfActive(tabId, 'finished');
      case 'cancel':
        return endIfActive(tabId, 'cancelled');
      case 'dismiss':
        return dismiss(tabId);
      case 'forget': {
        const tab = await host.tab(tabId);
        return tab && host.signups.forget(asked.origin, tab.isPrivate);
      }
    }
  }

  async function view(tabId: number, withProposal: boolean): Promise<SiteTestView> {
    const run = active.get(tabId)?.run;
    if (run) return runningView(run);
    const result = ended.get(tabId);
    if (result) return { state: 'ended', result };
    const tab = withProposal ? await host.tab(tabId) : undefined;
    if (!tab) return { state: 'idle' };
    const { seq } = await host.journal.status(tabId);
    const records = await host.journal.read(tabId, Math.max(0, seq - GLANCE_RECORDS));
    const proposal = proposePlan(tab.url, judgementOf(records, { now: host.now() }).tracker, await host.ledger(tabId));
    if (!proposal) return { state: 'idle' };
    const recorded = await host.signups.recordedOn(new URL(proposal.plan.pageUrl).origin, tab.isPrivate);
    return { state: 'idle', proposal: { ...proposal, ...(recorded && { recorded }) } };
  }

  return {
    ready,
    ask: (tabId, asked) =>
      inTurn(async () => {
        await act(tabId, asked);
        const isQuestion = asked.action === 'look' || asked.action === 'peek';
        const seen = await view(tabId, asked.action !== 'peek');
        if (!isQuestion) host.onChange(tabId, seen);
        return seen;
      }),
    tabClosed: (tabId) =>
      inTurn(async () => {
        const run = active.get(tabId)?.run;
        active.get(tabId)?.stop();
        guards.end((earlier) => earlier.tabId === tabId);
        await dismiss(tabId);
        if (!run) return;
        host.signups.halt(run);
        await putBack(run, false);
        await host.signups.end(run, 'cancelled');
      }),
    async pageLoaded(tabId, url) {
      // The landing page may be loaded before the test that opened it is known to run.
      const run = await inTurn(async () => active.get(tabId)?.run);
      if (run) await host.signups.pageLoaded(run, url);
    },
    async hearSignup(tabId, told) {
      await takenUp;
      const run = active.get(tabId)?.run;
      if (run) await host.signups.hear(run, told);
    },
  };
}

/** That the cookies were set aside before the page was opened is nothing that went wrong on the site. */
function withoutOwnStart(records: readonly JournalRecord[]): JournalRecord[] {
  const opened = records.findIndex((record) => record.kind === 'navigation' && record.cause === 'load');
  const isOwn = (record: JournalRecord) => record.kind === 'cookie' && record.author.kind === 'extension';
  return records.filter((record, index) => !isOwn(record) || (opened !== -1 && index > opened));
}

const routedTo = ({ dialect }: SiteTestPlan): RoutingAsked => ({
  on: true,
  target: { kind: 'mock' },
  // A choice that a person made would stand in the panel after the test as well.
  choice: 'automatic',
  ...(dialect && { dialect }),
});

function askedFor(state: RoutingState): RoutingAsked {
  if (!state.on) return state;
  const { target, choice, dialect } = state;
  return { on: true, target, choice, ...(dialect && { dialect }) };
}
