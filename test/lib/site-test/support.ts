import type { JournalRecord } from '@/lib/model/observation';
import type { RoutingAsked, RoutingState } from '@/lib/model/routing';
import type { SiteTestPlan, SiteTestResult, SiteTestView } from '@/lib/model/site-test';
import { type CookieRecord, parseRuns, type StoredRun } from '@/lib/site-test/backup';
import { parseRecordings } from '@/lib/site-test/signup-recording';
import type {
  FieldPlace,
  PlayAsk,
  PlayReply,
  SignupAct,
  SignupRecording,
  SignupStep,
} from '@/lib/site-test/signup-step';
import { createSignups } from '@/lib/site-test/signups';
import type { SiteTestHost } from '@/lib/site-test/site-test-host';
import { createSiteTests } from '@/lib/site-test/site-tests';
import { jsonBody } from '@/test/fixtures/entries';
import {
  cookieRecord,
  navigationRecord,
  queueRecord,
  requestRecord,
  resetRecords,
  responseRecord,
  scriptRecord,
} from '@/test/fixtures/records';

/** A browser with one tab and one jar of cookies, and a background that can be stopped on it. */

export const SHOP = 'https://shop.example.com/';

export function aCookieRecord(overrides: Partial<CookieRecord> = {}): CookieRecord {
  return {
    name: 'customer_code',
    value: 'cust_42_1',
    domain: '.example.com',
    path: '/',
    hostOnly: false,
    secure: true,
    httpOnly: false,
    sameSite: 'lax',
    session: false,
    storeId: '0',
    expirationDate: 1_790_000_000.125,
    ...overrides,
  };
}

export function aPlan(overrides: Partial<SiteTestPlan> = {}): SiteTestPlan {
  return { pageUrl: SHOP, parameter: 'ref', code: 'PARTNER123', routed: true, dialect: 'v1', ...overrides };
}

export function aRun(overrides: Partial<StoredRun> = {}): StoredRun {
  return {
    version: 1,
    id: 'run-1',
    tabId: 1,
    isPrivate: false,
    storeId: '0',
    site: 'example.com',
    startedAt: 1_760_000_100_000,
    stage: 'running',
    mark: { seq: 0, epoch: 1 },
    plan: aPlan(),
    landingUrl: `${SHOP}?ref=PARTNER123`,
    routingBefore: { on: false },
    cookies: [aCookieRecord()],
    ...overrides,
  };
}

export function aPlace(overrides: Partial<FieldPlace> = {}): FieldPlace {
  return {
    tag: 'input',
    type: 'text',
    id: '',
    name: '',
    label: '',
    role: '',
    autocomplete: '',
    option: '',
    css: '',
    ...overrides,
  };
}

export function aStep(act: SignupAct, place: Partial<FieldPlace> = {}, page = `${SHOP}signup`): SignupStep {
  return { page, place: aPlace(place), act };
}

export const emailStep = aStep({ kind: 'type', value: 'jo@example.com' }, { name: 'email', label: 'E-mail' });
export const passwordStep = aStep({ kind: 'secret', secret: 'password' }, { name: 'password', type: 'password' });
export const pressStep = aStep({ kind: 'press', isSubmit: true }, { tag: 'button', type: 'submit', label: 'Sign up' });

export function aRecording(overrides: Partial<SignupRecording> = {}): SignupRecording {
  return {
    version: 1,
    origin: 'https://shop.example.com',
    recordedAt: Date.UTC(2026, 4, 12, 12),
    steps: [emailStep, passwordStep, pressStep],
    ...overrides,
  };
}

/** A v1 landing, and the signup that follows it. */
export function aVisit(): { landing: JournalRecord[]; signup: JournalRecord[] } {
  resetRecords();
  const documentUrl = `${SHOP}?ref=PARTNER123`;
  const click = { url: 'https://api.affitor.com/api/tracking/click', requestId: 'click', documentUrl };
  const lead = { email: 'ada@example.org', user_id: 'u_8142' };
  const landing = [
    navigationRecord({ url: documentUrl, documentUrl }),
    scriptRecord({ documentUrl }),
    scriptRecord({ documentUrl, phase: 'loaded' }),
    requestRecord({ ...click, body: jsonBody({ affiliate_url: documentUrl }) }),
    responseRecord(click),
    cookieRecord({ documentUrl }),
  ];
  const signup = [
    queueRecord({ itemId: 1, item: ['trackLead', lead] }),
    queueRecord({ itemId: 1, phase: 'drained', item: ['trackLead', lead] }),
    requestRecord({ requestId: 'lead', body: jsonBody(lead) }),
    responseRecord({ requestId: 'lead' }),
  ];
  return { landing, signup };
}

/** What outlives a stop of the background; `session` does not outlive the browser. */
export function aBrowser({ cookies = [aCookieRecord()], tabUrl = SHOP, isPrivate = false } = {}) {
  let jar = cookies;
  let disk: unknown[] = [];
  let recordings: unknown[] = [];
  let pageAnswers: (ask: PlayAsk) => PlayReply = () => ({ state: 'done' });
  const asked: PlayAsk[] = [];
  let routing: RoutingState = { on: false };
  const session = {
    marks: new Set<string>(),
    results: new Map<number, SiteTestResult>(),
    drafts: new Map<string, unknown>(),
  };
  const judgedAs = new Map<string, boolean>();
  const tabs = new Map([[1, { url: tabUrl, storeId: '0', isPrivate }]]);
  const records: JournalRecord[] = [];
  const done: string[] = [];
  let status = { seq: 0, epoch: 1, recording: true };
  let now = 1_760_000_100_000;
  let made = 0;
  const state = { refuses: new Set<string>(), isUnreachable: false, hangs: false, isLocked: false };

  const same = (one: CookieRecord, other: CookieRecord) => one.name === other.name && one.domain === other.domain;

  function background() {
    let timers: { at: number; run(): void }[] = [];
    const listeners = new Set<() => void>();
    const views: SiteTestView[] = [];
    const after: SiteTestHost['after'] = (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    };
    const signups = createSignups({
      now: () => now,
      after,
      random: (below) => 7 % below,
      recordings: async (ofPrivate) => (ofPrivate ? [] : parseRecordings(recordings)),
      async keepRecordings(ofPrivate, kept) {
        if (!ofPrivate) recordings = JSON.parse(JSON.stringify(kept));
      },
      draft: async (runId) => session.drafts.get(runId),
      async keepDraft(runId, steps) {
        if (steps) session.drafts.set(runId, JSON.parse(JSON.stringify(steps)));
        else session.drafts.delete(runId);
      },
      dropDrafts: async () => session.drafts.clear(),
      page: {
        record: async () => void done.push('record'),
        stop: async () => void done.push('stop recording'),
        async ask(_tabId, ask) {
          asked.push(ask);
          return pageAnswers(ask);
        },
        open: async (_tabId, url) => void done.push(`open ${url}`),
      },
    });
    const host: SiteTestHost = {
      now: () => now,
      newId: () => {
        made += 1;
        return `run-${made}`;
      },
      after,
      tab: async (tabId) => tabs.get(tabId),
      async navigate(tabId, url) {
        if (state.hangs) {
          done.push('hang');
          await new Promise(() => undefined);
        }
        if (state.isUnreachable) throw new Error('The page could not be opened.');
        done.push(`open ${url}`);
        const tab = tabs.get(tabId);
        if (tab) tab.url = url;
      },
      quieten: async () => void done.push('quieten'),
      productionOf: async (pageUrl) => judgedAs.get(pageUrl),
      ledger: async () => ({
        links: [{ code: 'PARTNER123', program_id: 42, partner: 'maya', state: 'active' }],
        programs: [],
      }),
      journal: {
        status: async () => status,
        read: async (_tabId, afterSeq) => records.filter(({ seq }) => seq > afterSeq),
        subscribe(_tabId, listener) {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
      },
      routing: {
        state: async () => routing,
        async set(_tabId, asked: RoutingAsked) {
          done.push(asked.on ? 'route' : 'unroute');
          routing = asked;
        },
      },
      cookies: {
        async list() {
          if (state.isLocked) throw new Error('The cookies are locked.');
          return [...jar];
        },
        async remove(cookie) {
          done.push(`remove ${cookie.name}`);
          jar = jar.filter((other) => !same(other, cookie));
        },
        async set(cookie) {
          if (state.refuses.has(cookie.name)) throw new Error('No cookies for this site.');
          done.push(`set ${cookie.name}`);
          jar = [...jar.filter((other) => !same(other, cookie)), cookie];
        },
      },
      shelf: {
        runs: async () => parseRuns(disk),
        async keep(run) {
          done.push(`keep ${run.stage}`);
          disk = [...parseRuns(disk).filter(({ id }) => id !== run.id), JSON.parse(JSON.stringify(run))];
          session.marks.add(run.id);
        },
        async drop(run) {
          done.push('drop');
          disk = parseRuns(disk).filter(({ id }) => id !== run.id);
        },
        isMarked: async (id) => session.marks.has(id),
        results: async () => new Map(session.results),
        async keepResult(tabId, result) {
          if (result) session.results.set(tabId, result);
          else session.results.delete(tabId);
        },
      },
      signups,
      onChange: (_tabId, view) => views.push(view),
    };
    const tests = createSiteTests(host);
    /** Lets promises settle, after time has passed. */
    const pass = async (ms: number) => {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
      await tests.ask(99, { action: 'look' });
      await tests.ask(99, { action: 'look' });
    };
    return {
      tests,
      signups,
      views,
      pass,
      /** The journal stores records, and the test looks at them. */
      async hear(more: JournalRecord[]) {
        records.push(...more);
        status = { ...status, seq: records.at(-1)?.seq ?? 0 };
        for (const listener of listeners) listener();
        await pass(250);
      },
    };
  }

  return {
    done,
    state,
    background,
    judgedAs,
    jar: () => jar,
    put: (cookie: CookieRecord) => {
      jar = [...jar.filter((other) => !same(other, cookie)), cookie];
    },
    stored: () => disk,
    asked,
    recordings: () => recordings,
    keepRecording: (recording: unknown) => {
      recordings = [recording];
    },
    answerWith: (answers: (ask: PlayAsk) => PlayReply) => {
      pageAnswers = answers;
    },
    routing: () => routing,
    closeTab: () => tabs.delete(1),
    openTab: (tabId: number, url = SHOP) => tabs.set(tabId, { url, storeId: '0', isPrivate }),
    stopRecording: () => {
      status = { ...status, recording: false };
    },
    /** The browser ended, and with it what is kept in memory only; tab numbers begin anew. */
    crash: () => {
      session.marks.clear();
      session.results.clear();
      session.drafts.clear();
      routing = { on: false };
      jar = jar.filter(({ session }) => !session);
    },
  };
}
