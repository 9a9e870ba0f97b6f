import { connectPanel } from '@/lib/messaging/connection';
import { type JournalStatus, type PanelMessage, type PanelReply, PROTOCOL } from '@/lib/messaging/protocol';
import { seedWorld } from '@/lib/mock/ledger/seed';
import type { Json } from '@/lib/model/json';
import type { JournalRecord } from '@/lib/model/observation';
import type { MockState } from '@/lib/model/replay';
import type { Clock } from '@/lib/store/clock';
import { checksIn } from '@/lib/store/kept-checks';
import { createPanelStore, type PanelEnvironment } from '@/lib/store/panel-store';
import { DEFAULT_PREFERENCES, type PanelPreferences } from '@/lib/store/preferences';
import type { ExportDefaults } from '@/lib/store/session-slice';
import { portPair } from '@/test/lib/messaging/port-pair';

/** A panel's store on a port whose other end the test plays, with time that moves when the test says so. */

export const PAGE = 'https://shop.example.com/signup';

export function aStatus(overrides: Partial<JournalStatus> = {}): JournalStatus {
  return { recording: true, dropped: 0, rejected: 0, seq: 0, pageUrl: PAGE, routed: false, epoch: 1, ...overrides };
}

export type TestClock = Clock & {
  runFrame(): void;
  advance(ms: number): void;
};

export function testClock(start = 1_760_000_200_000): TestClock {
  let now = start;
  let frames: (() => void)[] = [];
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    onFrame(run) {
      frames.push(run);
      return () => {
        frames = frames.filter((frame) => frame !== run);
      };
    },
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    runFrame() {
      const due = frames;
      frames = [];
      for (const run of due) run();
    },
    advance(ms) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const { run } of due) run();
    },
  };
}

/** Answers by method; a thrown error is a refusal. */
export type Answers = { [method: string]: (params: Json) => Json };

/** A mock that has seen nothing. */
export function aMockState(overrides: Partial<MockState> = {}): MockState {
  return {
    ledger: seedWorld(),
    scenario: { scenario: 'normal', endpoints: {} },
    now: 1_760_000_200_000,
    ...overrides,
  };
}

const USUAL: Answers = {
  clear: () => null,
  'set-recording': () => null,
  'list-cookies': () => [],
  'mock-state': () => aMockState(),
  'routing-state': () => ({ on: false }),
  'site-test': () => ({ state: 'idle' }),
};

export type TestStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function memoryStorage(): TestStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

export function aPanel({
  answers = {},
  preferences = {},
  storage = memoryStorage(),
  exportDefaults,
}: {
  answers?: Answers;
  preferences?: Partial<PanelPreferences>;
  storage?: TestStorage;
  exportDefaults?: ExportDefaults;
} = {}) {
  const [panelEnd, backgroundEnd] = portPair();
  const heard: PanelMessage[] = [];
  const clock = testClock();
  const downloads: { fileName: string; text: string }[] = [];
  const answerer: Answers = { ...USUAL, ...answers };
  let remembered: PanelPreferences = { ...DEFAULT_PREFERENCES, ...preferences };

  backgroundEnd.onMessage((raw) => {
    // The panel's end is our own, so what it posts has this type.
    const message = raw as PanelMessage;
    heard.push(message);
    if (message.type !== 'ask') return;
    const { id, method, params } = message;
    try {
      const answer = answerer[method];
      if (!answer) throw new Error(`No answer to ${method}`);
      backgroundEnd.postMessage({ type: 'answer', id, result: answer(params) });
    } catch (error) {
      backgroundEnd.postMessage({ type: 'refusal', id, message: error instanceof Error ? error.message : '' });
    }
  });

  const judgedAs = new Map<string, boolean | undefined>();
  const closing = new AbortController();
  const environment: PanelEnvironment = {
    connection: connectPanel({ openPort: () => panelEnd, tabId: 1, signal: closing.signal }),
    clock,
    preferences: {
      read: () => remembered,
      write: (preferences) => {
        remembered = preferences;
      },
    },
    keepJudgedAs: (host, production) => void judgedAs.set(host, production),
    keptChecks: checksIn(() => storage),
    download: (fileName, text) => downloads.push({ fileName, text }),
    generator: { name: 'Affitor Inspector', version: '0.0.0', browser: 'test' },
    ...(exportDefaults && { exportDefaults: () => exportDefaults }),
  };
  const store = createPanelStore(environment);

  /** Lets what was posted arrive at both ends; the port takes a microtask a hop. */
  const delivered = async () => {
    for (let hop = 0; hop < 12; hop += 1) await Promise.resolve();
  };
  const send = async (...replies: PanelReply[]) => {
    for (const reply of replies) backgroundEnd.postMessage(reply);
    await delivered();
  };
  /** Sends, and draws one frame. */
  const show = async (...replies: PanelReply[]) => {
    await send(...replies);
    clock.runFrame();
    await delivered();
  };
  const greet = (status: Partial<JournalStatus> = {}) =>
    show({ type: 'hello', protocol: PROTOCOL, status: aStatus({ seq: 1000, ...status }) });
  const showRecords = (records: JournalRecord[]) => show({ type: 'records', records });
  const asked = (method: string) => heard.filter((message) => message.type === 'ask' && message.method === method);

  return {
    store,
    clock,
    downloads,
    heard,
    asked,
    delivered,
    send,
    show,
    greet,
    showRecords,
    remembered: () => remembered,
    judgedAs,
    /** The port goes away, as when the background stops. */
    hangUp: async () => {
      backgroundEnd.disconnect();
      await delivered();
      clock.runFrame();
    },
    close: () => closing.abort(),
  };
}

export type TestPanel = ReturnType<typeof aPanel>;
