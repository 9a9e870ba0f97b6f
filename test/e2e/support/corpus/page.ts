import type { EndpointName } from '@/lib/model/entry';
import type { VerdictValue } from '@/lib/model/judgement';
import type { ScenarioName } from '@/lib/model/ledger';
import type { PageUnderTest } from '@/test/e2e/support/inspector';
import { untilLoaded } from '@/test/e2e/support/until';

/** What a page of the corpus is: a site as somebody built it, a visit to it, and what is to be found there. */

export type Answer = { status?: number; headers?: Record<string, string>; body?: string; delayMs?: number };

export type Visit = { page: PageUnderTest; origin: string };
export type Step = (visit: Visit) => Promise<void>;

export type CorpusPage = {
  name: string;
  /** The site's pages by path; `api` is where the tracking API is. */
  site(api: string): Record<string, string | Answer>;
  start: string;
  host?: string;
  /** Over https. */
  secure?: boolean;
  /** How the tracking API answers. */
  scenario?: ScenarioName;
  /** Only this endpoint answers so. */
  endpoint?: EndpointName;
  /** How late, where the scenario is; 3 s unless told. */
  delayMs?: number;
  /** The panel routes the page to its own mock. */
  routed?: boolean;
  steps: Step[];
  /** Findings above info; `a<-b` for one that b explains. */
  expect: string[];
  verdict: VerdictValue;
  /** Infos that have to be among those found; others may be. */
  notes?: string[];
  /** As if the page were one that customers use, which a test server is not. */
  inProduction?: { expect: string[]; verdict: VerdictValue };
};

export const LEAD = "{email:'ada@example.org',user_id:'u_81'}";

type TagChanges = { attributes?: string; file?: string; program?: string };

export const tag = (
  api: string,
  { attributes = '', file = 'affitor-tracker-v1.js', program = '42' }: TagChanges = {},
) => `<script async src="${api}/js/${file}" data-affitor-program-id="${program}" ${attributes}></script>`;

export const V2 = { file: 'affitor-tracker-v2.js' };

export const html = (head: string, body = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

const QUEUE = 'window.affitorQueue=window.affitorQueue||[];';
export const push = (lead = LEAD) => `${QUEUE}affitorQueue.push(['trackLead',${lead}]);`;

/** The vendor's own pattern: call it if it is there, else queue. */
export const guarded = (lead = LEAD) => `if(window.affitor)affitor.trackLead(${lead});else{${push(lead)}}`;

export const button = (work: string, more = '') =>
  `<button id="go" onclick="go()">Sign up</button><script>${more}function go(){${work}}</script>`;

/** A landing page and a signup page, each with the same head and button. */
export const shop = (head: string, work = guarded(), more: Record<string, string | Answer> = {}) => {
  const page = html(head, button(work));
  return { '/': page, '/signup': page, '/welcome': html(head, 'Welcome'), ...more };
};

const says = (page: PageUnderTest, condition: () => boolean, what: string) =>
  untilLoaded(
    () => page.evaluate(condition),
    (holds) => holds,
    { what },
  );

/** Stays until the click is in the cookie. */
export const remembered: Step = ({ page }) =>
  says(page, () => /(?:customer_code|affitor_click_id)=/.test(document.cookie), 'the customer cookie').then(() => {});

export const tracked: Step = ({ page }) =>
  says(page, () => typeof window.affitor === 'object', 'the tracker').then(() => {});

export const go: Step = ({ page }) => page.click('#go');

export const open =
  (place: string): Step =>
  ({ page, origin }) =>
    page.goto(origin + place);

export const at =
  (place: string): Step =>
  async ({ page }) => {
    // Asked of the document itself: the tab names the new address while a click would still reach the old page.
    await untilLoaded(
      () => page.evaluate(() => (document.readyState === 'loading' ? '' : location.pathname)),
      (path) => path === place,
      { what: `the page ${place}` },
    );
  };

/** Waits for what the page marks by its title. */
export const titled =
  (title: string): Step =>
  async ({ page }) => {
    await untilLoaded(
      () => page.evaluate(() => document.title),
      (seen) => seen === title,
      { what: `the title ${title}` },
    );
  };

export const V1_LINK = '/?ref=PARTNER123';
export const V2_LINK = '/?aff=PARTNER123';
