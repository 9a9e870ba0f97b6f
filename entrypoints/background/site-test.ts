import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { Gate } from '@/lib/journal/gate';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import type { MockOf } from '@/lib/mock/mocks';
import type { JournalRecord } from '@/lib/model/observation';
import type { SiteTestView } from '@/lib/model/site-test';
import { siteTestAskSchema, siteTestResultSchema } from '@/lib/model/site-test-schema';
import { deleteDetails, parseCookies, parseRuns, restoreDetails, type StoredRun } from '@/lib/site-test/backup';
import type { Signups } from '@/lib/site-test/signups';
import type { SiteTestHost } from '@/lib/site-test/site-test-host';
import { createSiteTests } from '@/lib/site-test/site-tests';
import { TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { cookieState } from '@/lib/witness/browser/cookies';
import type { OwnChanges } from '@/lib/witness/browser/own-changes';
import { lookUpTab } from './open-tabs';

/** Gives the tests of sites the browser they need, and panel and popup the way to them. */
export type SiteTestOptions = {
  gate: Gate;
  mockOf: MockOf;
  own: OwnChanges;
  signups: Signups;
  productionOf: SiteTestHost['productionOf'];
  routing: { set: SiteTestHost['routing']['set']; stateOf: SiteTestHost['routing']['state'] };
  onChange(tabId: number, view: SiteTestView): void;
};

/** In `storage.local`, or for private windows in `storage.session`. */
const RUNS_KEY = 'site-tests';
/** In `storage.session`: the runs that began in this session of the browser, and the results nobody put away. */
const MARKS_KEY = 'site-test-marks';
const RESULTS_KEY = 'site-test-results';

/** From the script in the page of a test. */
const StepsMessage = v.object({ type: v.literal('signup-steps'), steps: v.unknown() });

const Message = v.object({ type: v.literal('site-test'), tabId: v.number(), ask: siteTestAskSchema });

export function answerSiteTests({ gate, mockOf, own, signups, productionOf, routing, onChange }: SiteTestOptions) {
  const tests = createSiteTests({
    now: Date.now,
    newId: () => crypto.randomUUID(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    async tab(tabId) {
      const [place, tab] = await Promise.all([lookUpTab(tabId), browser.tabs.get(tabId).catch(() => undefined)]);
      return place && { url: tab?.url ?? '', storeId: place.cookieStoreId, isPrivate: place.isPrivate };
    },
    navigate: async (tabId, url) => void (await browser.tabs.update(tabId, { url })),
    quieten,
    productionOf,
    ledger: async (tabId) => (await (await mockOf(tabId)).state()).ledger,
    journal: {
      status: gate.status,
      read: (tabId, afterSeq) => readAll(gate, tabId, afterSeq),
      subscribe: (tabId, listener) => gate.subscribe(tabId, listener),
    },
    routing: { state: routing.stateOf, set: routing.set },
    cookies: cookieJar(own),
    shelf: createShelf(),
    signups,
    onChange,
  });

  browser.tabs.onRemoved.addListener((tabId) => void tests.tabClosed(tabId));
  // Being asked for wakes the background with the browser, so that what a crash left is put back at once.
  browser.runtime.onStartup.addListener(() => undefined);
  browser.runtime.onInstalled.addListener(() => undefined);
  browser.webNavigation.onDOMContentLoaded.addListener(({ tabId, frameId, url }) => {
    if (frameId === 0) void tests.pageLoaded(tabId, url);
  });
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    const tabId = sender.tab?.id;
    const told = v.safeParse(StepsMessage, message);
    if (tabId !== undefined && sender.frameId === 0 && told.success) void tests.hearSignup(tabId, told.output.steps);
    return undefined;
  });
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const isOurs = sender.url?.startsWith(`${location.origin}/`) === true;
    const parsed = v.safeParse(Message, message);
    if (!isOurs || !parsed.success) return undefined;
    tests.ask(parsed.output.tabId, parsed.output.ask).then(
      (view) => sendResponse({ view }),
      (cause: unknown) => sendResponse({ refused: cause instanceof Error ? cause.message : String(cause) }),
    );
    return true;
  });

  const ask: AskHandler = (params, { tabId }) => tests.ask(tabId, v.parse(siteTestAskSchema, params));
  return { 'site-test': ask };
}

async function quieten(tabId: number): Promise<void> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (tab?.status !== 'loading') return;
  const injection = { target: { tabId }, func: () => window.stop(), injectImmediately: true };
  // A page that no script may enter has no tracker either.
  await browser.scripting.executeScript(injection).catch(() => undefined);
}

async function readAll(gate: Gate, tabId: number, afterSeq: number): Promise<JournalRecord[]> {
  const all: JournalRecord[] = [];
  for (;;) {
    const { records } = await gate.read(tabId, all.at(-1)?.seq ?? afterSeq);
    if (records.length === 0) return all;
    all.push(...records);
  }
}

/** The tracker's cookies of all sites; each change is told as ours when the browser reports it. */
function cookieJar(own: OwnChanges): SiteTestHost['cookies'] {
  return {
    async list(storeId) {
      const found = await Promise.all(
        TRACKER_COOKIES.map((name) => browser.cookies.getAll({ name, storeId, partitionKey: {} })),
      );
      return parseCookies(found.flat());
    },
    async remove(cookie) {
      own.expect(cookieState(cookie), cookie.storeId, true);
      await browser.cookies.remove(deleteDetails(cookie));
    },
    async set(cookie) {
      const forget = own.expect(cookieState(cookie), cookie.storeId, false);
      try {
        const written: { value: string } | null | undefined = await browser.cookies.set(restoreDetails(cookie));
        if (written?.value !== cookie.value) throw new Error(i18n.t('extension.noReason'));
      } catch (cause) {
        forget();
        throw cause;
      }
    },
  };
}

function createShelf(): SiteTestHost['shelf'] {
  const { local, session } = browser.storage;
  const areaOf = ({ isPrivate }: StoredRun) => (isPrivate ? session : local);
  const runsIn = async (area: typeof local) => parseRuns((await area.get(RUNS_KEY))[RUNS_KEY]);
  const marks = async () => v.parse(v.fallback(v.array(v.string()), []), (await session.get(MARKS_KEY))[MARKS_KEY]);

  async function results() {
    const { [RESULTS_KEY]: stored } = await session.get(RESULTS_KEY);
    const parsed = v.safeParse(v.array(v.tuple([v.number(), siteTestResultSchema])), stored);
    return new Map(parsed.success ? parsed.output : []);
  }

  return {
    runs: async () => (await Promise.all([runsIn(local), runsIn(session)])).flat(),
    async keep(run) {
      const area = areaOf(run);
      const others = (await runsIn(area)).filter(({ id }) => id !== run.id);
      await area.set({ [RUNS_KEY]: [...others, run] });
      await session.set({ [MARKS_KEY]: [...new Set([...(await marks()), run.id])] });
    },
    async drop(run) {
      const area = areaOf(run);
      const others = (await runsIn(area)).filter(({ id }) => id !== run.id);
      await (others.length > 0 ? area.set({ [RUNS_KEY]: others }) : area.remove(RUNS_KEY));
      await session.set({ [MARKS_KEY]: (await marks()).filter((id) => id !== run.id) });
    },
    isMarked: async (id) => (await marks()).includes(id),
    results,
    async keepResult(tabId, result) {
      const kept = await results();
      if (result) kept.set(tabId, result);
      else kept.delete(tabId);
      await session.set({ [RESULTS_KEY]: [...kept] });
    },
  };
}
