import * as v from 'valibot';
import { joinFromRelay } from '@/lib/messaging/channel';
import type { Report } from '@/lib/model/observation';
import { reportSchema } from '@/lib/model/observation-schema';
import { SCRIPT_ATTRIBUTES, SCRIPT_NAME, V1, V2 } from '@/lib/tracker/dialects';
import { PAGE_FACTS } from '@/lib/tracker/page-facts';
import { observeIsolated } from '@/lib/witness/page/isolated/observe-isolated';
import { parseSignal } from '@/lib/witness/page/isolated/parse-signal';

/**
 * A page of its own realm with both worlds' observers in it, wired as the extension wires them. What `run` evaluates
 * is the page's code: it starts after the observers, as at document_start.
 */

type Kind = Report['kind'];
export type ReportOf<K extends Kind> = Extract<Report, { kind: K }>;

export type TestPage = {
  window: Window & typeof globalThis;
  document: Document;
  /** Evaluates the page's code in the page; gives its value. */
  run(code: string): unknown;
  /** Adds a classic script element, as a page's own inline script. */
  script(code: string): void;
  reports: Report[];
  of<K extends Kind>(kind: K): ReportOf<K>[];
  /** Waits for a report of this kind that fits. */
  report<K extends Kind>(kind: K, fits?: (report: ReportOf<K>) => boolean): Promise<ReportOf<K>>;
  /** Hosts told at reveal; undefined until a tracker showed up. */
  revealed: string[] | undefined;
  /** Signals that did not parse or made no sense. */
  rejected: number;
  addHosts(hosts: string[]): void;
  nameHosts(hosts: string[]): void;
  close(): void;
};

export type PageOptions = {
  url?: string;
  hosts?: string[];
  /** Evaluated before the observers: puts something in the place of the browser, such as a `fetch` that answers. */
  browser?: string;
  observe?: boolean;
};

const BLANK = '/test/lib/witness/page/support/blank.html';
const MAIN = '/test/lib/witness/page/support/main-world.ts';
const WAIT_MS = 4_000;

export async function openPage(options: PageOptions = {}): Promise<TestPage> {
  const { url = BLANK, hosts = [location.host], browser, observe = true } = options;
  const frame = document.createElement('iframe');
  frame.src = url;
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    document.body.append(frame);
  });
  const window = frame.contentWindow as TestPage['window'];
  const ended = new AbortController();
  const waiting = new Set<() => void>();
  const reports: Report[] = [];
  let isLooking = false;

  const page: TestPage = {
    window,
    document: window.document,
    run: (code) => window.eval(code),
    script(code) {
      const element = window.document.createElement('script');
      element.textContent = code;
      window.document.head.append(element);
    },
    reports,
    of: <K extends Kind>(kind: K) => reports.filter((report): report is ReportOf<K> => report.kind === kind),
    report: (kind, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No such ${kind} among ${JSON.stringify(reports, null, 1)}`));
        }, WAIT_MS);
        const look = () => {
          const found = page.of(kind).find(fits);
          if (!found) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    revealed: undefined,
    rejected: 0,
    addHosts: () => undefined,
    nameHosts: () => undefined,
    close() {
      ended.abort();
      frame.remove();
    },
  };
  if (browser) window.eval(browser);
  if (!observe) return page;

  await loadMainWorld(window);
  const relayEnd = joinFromRelay(window.document);
  const facts = {
    ...PAGE_FACTS,
    hosts,
    scriptName: SCRIPT_NAME,
    scriptMark: SCRIPT_ATTRIBUTES.programId,
    apiBase: SCRIPT_ATTRIBUTES.apiBase,
    methods: [...V1.methods, ...V2.methods],
    home: '/lib/witness/page/',
  };
  const witness = observeIsolated(window, facts, 'nonce', {
    report(report) {
      reports.push(v.parse(reportSchema, report));
      if (isLooking) return;
      isLooking = true;
      queueMicrotask(() => {
        isLooking = false;
        for (const look of [...waiting]) look();
      });
    },
    reveal: (more) => {
      page.revealed = [...(page.revealed ?? []), ...more];
    },
    command: relayEnd.send,
    hide: () => undefined,
    show: () => undefined,
    signal: ended.signal,
  });
  relayEnd.listen((text) => {
    try {
      witness.hear(parseSignal(text));
    } catch {
      page.rejected += 1;
    }
  });
  page.addHosts = witness.addHosts;
  page.nameHosts = witness.nameHosts;
  startMainWorld(window, hosts);
  return page;
}

type MainWorld = { startMain(hosts: string[]): void };

/** The observers' modules must be evaluated in the page's own realm. */
async function loadMainWorld(window: TestPage['window']): Promise<void> {
  const script = window.document.createElement('script');
  script.type = 'module';
  script.src = MAIN;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error('The page’s own world did not load.'));
    window.document.head.append(script);
  });
  script.remove();
}

function startMainWorld(window: TestPage['window'], hosts: string[]): void {
  const { startMain } = Reflect.get(window, 'mainWorld') as MainWorld;
  Reflect.deleteProperty(window, 'mainWorld');
  startMain(hosts);
}
