import type { CookieJar } from './cookies';
import type { PageWindow, Setup } from './setup';

/** What both dialects share: the page, the setup, the object they show, and the way to the API. */

/** What the tracker knows; `window.affitor` shows the part of it that its dialect has. */
export type State = {
  customerCode: string | null;
  clickId: string | null;
  affiliateUrl: string | null;
  hasAffiliateAttribution: boolean;
  debugMode: boolean;
  programId: number | string | null;
  loaded: boolean;
};

export type Tracker = {
  page: PageWindow;
  setup: Setup;
  cookies: CookieJar;
  state: Readonly<State>;
  /** Changes the state, and with it what `window.affitor` shows. */
  update(change: Partial<State>): void;
  sessionId: string;
};

export type Fields = Record<string, unknown>;

export function asFields(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? { ...value } : {};
}

export type Reply = { status: number; body: Fields };

/** Sends JSON; null when no answer came. Leads set `keepalive`, so that a navigation right after does not lose them. */
export async function post(tracker: Tracker, path: string, body: Fields, keepalive = false): Promise<Reply | null> {
  const { page, setup } = tracker;
  try {
    const response = await page.fetch(`${setup.apiBase}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      keepalive,
    });
    return { status: response.status, body: await readBody(response) };
  } catch {
    // A refused or lost request is no news to the page: the tracker stays silent about it but in debug.
    return null;
  }
}

async function readBody(response: Response): Promise<Fields> {
  try {
    return asFields(await response.json());
  } catch {
    return {};
  }
}

export function landingCode(url: string | null, parameter: string): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).searchParams.get(parameter) : null;
}

/** What the click request tells about the visit. */
export function visitFields({ page, sessionId }: Tracker): Fields {
  const { document, location, navigator, screen } = page;
  return {
    page_url: location.href,
    page_title: document.title,
    referrer_url: document.referrer,
    session_id: sessionId,
    user_agent: navigator.userAgent,
    screen_resolution: `${screen.width}x${screen.height}`,
    viewport_size: `${page.innerWidth}x${page.innerHeight}`,
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
