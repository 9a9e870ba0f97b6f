import type { NavigationCause, Report } from '@/lib/model/observation';

/**
 * Tells a tab's top-level navigations: `webNavigation` says that a document was committed and why, `webRequest` which
 * URLs were passed through on the way.
 */
export type CommitRecord = {
  tabId: number;
  frameId: number;
  url: string;
  timeStamp: number;
  documentId?: string | undefined;
  /** Chromium: a page rendered ahead is committed under another frame id, and only shown when activated. */
  documentLifecycle?: string | undefined;
  transitionType?: string | undefined;
  transitionQualifiers?: readonly string[] | undefined;
};

export type StartRecord = { requestId: string; tabId: number; url: string; timeStamp: number };

export type HopRecord = StartRecord & { redirectUrl: string };

export type AnswerRecord = StartRecord & { statusCode: number };

export type NavigationReport = Extract<Report, { kind: 'navigation' }>;

export type NavigationWitness = {
  /** A top-level document is asked for; Firefox says so once more after each redirect. */
  onStart(record: StartRecord): void;
  /** A redirect of a top-level document. */
  onHop(record: HopRecord): void;
  /** A top-level document, or a redirect on its way, was answered. */
  onAnswer(record: AnswerRecord): void;
  /** The report of a committed top-level document, once its way is known; undefined for anything else. */
  onCommitted(record: CommitRecord): NavigationReport | Promise<NavigationReport> | undefined;
};

export type NavigationOptions = {
  /** Firefox tells of a document's request up to so long after the document was committed; Chromium never does. */
  waitMs: number;
};

const REDIRECTS = 20;

/** How the document came that a tab asked for last, by URLs without fragments; `answered` is whose `status` it is. */
type Way = { requestId: string; since: number; passed: string[]; leadsTo: string; answered?: string; status?: number };

type Waiting = { tabId: number; url: string; at: number; settle(way?: Way): void };

export function createNavigationWitness({ waitMs }: NavigationOptions): NavigationWitness {
  const ways = new Map<number, Way>();
  const waiting = new Set<Waiting>();

  function wayOf({ requestId, tabId, url, timeStamp }: StartRecord): Way {
    const known = ways.get(tabId);
    if (known?.requestId === requestId) return known;
    const fresh: Way = { requestId, since: timeStamp, passed: [], leadsTo: withoutFragment(url) };
    ways.set(tabId, fresh);
    // What was committed before this one was asked for had no request.
    for (const commit of waiting) if (commit.tabId === tabId && commit.at < timeStamp) commit.settle();
    return fresh;
  }

  /** Anything else, such as the empty page of a new tab, may be committed while the document comes. */
  function takeWay(tabId: number, url: string, at: number): Way | undefined {
    const way = ways.get(tabId);
    if (!way || way.since > at || way.leadsTo !== withoutFragment(url)) return undefined;
    if (waitMs > 0 && !isAnswered(way)) return undefined;
    ways.delete(tabId);
    return way;
  }

  function wait(tabId: number, url: string, at: number): Promise<Way | undefined> {
    return new Promise((resolve) => {
      const commit: Waiting = {
        tabId,
        url,
        at,
        settle(way) {
          waiting.delete(commit);
          clearTimeout(timeout);
          resolve(way);
        },
      };
      const timeout = setTimeout(commit.settle, waitMs);
      waiting.add(commit);
    });
  }

  return {
    onStart: wayOf,
    onHop(record) {
      const way = wayOf(record);
      way.passed = [...way.passed, record.url].slice(-REDIRECTS);
      way.leadsTo = withoutFragment(record.redirectUrl);
    },
    onAnswer(record) {
      const { tabId, url, statusCode } = record;
      Object.assign(wayOf(record), { answered: withoutFragment(url), status: statusCode });
      for (const commit of waiting) {
        const way = commit.tabId === tabId ? takeWay(tabId, commit.url, commit.at) : undefined;
        if (way) return commit.settle(way);
      }
    },
    onCommitted(record) {
      const { tabId, frameId, url, timeStamp: at, documentLifecycle } = record;
      if (frameId !== 0 || (documentLifecycle !== undefined && documentLifecycle !== 'active')) return undefined;
      const base: NavigationReport = { kind: 'navigation', at, cause: causeOf(record), url };
      const way = takeWay(tabId, url, at);
      if (way || waitMs === 0) return withWay(base, way);
      return wait(tabId, url, at).then((later) => withWay(base, later));
    },
  };
}

function withWay(report: NavigationReport, way: Way | undefined): NavigationReport {
  return {
    ...report,
    ...(way && way.passed.length > 0 && { redirects: way.passed }),
    ...(way?.status !== undefined && isAnswered(way) && { status: way.status }),
  };
}

/** A page's own service worker may have answered for the last of the servers. */
const isAnswered = ({ answered, leadsTo }: Way): boolean => answered === leadsTo;

function causeOf({ transitionType, transitionQualifiers = [] }: CommitRecord): NavigationCause {
  if (transitionQualifiers.includes('forward_back')) return 'back-forward';
  return transitionType === 'reload' ? 'reload' : 'load';
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;
