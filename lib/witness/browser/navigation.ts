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

export type StartRecord = { requestId: string; tabId: number; url: string };

export type HopRecord = StartRecord & { redirectUrl: string };

export type AnswerRecord = StartRecord & { statusCode: number };

export type NavigationReport = Extract<Report, { kind: 'navigation' }>;

export type NavigationWitness = {
  /** A top-level document is asked for: what was on its way in the tab before is not what will be committed. */
  onStart(record: StartRecord): void;
  /** A redirect of a top-level document. */
  onHop(record: HopRecord): void;
  /** A top-level document, or a redirect on its way, was answered. */
  onAnswer(record: AnswerRecord): void;
  /** The report of a committed top-level document; undefined for anything else. */
  onCommitted(record: CommitRecord): NavigationReport | undefined;
};

const REDIRECTS = 20;

type Way = { requestId: string; passed: string[]; leadsTo: string; status?: number };

export function createNavigationWitness(): NavigationWitness {
  /** The way of the document a tab is loading, by tab. */
  const ways = new Map<number, Way>();

  /** Firefox tells the start once more after each redirect. */
  function wayOf({ requestId, tabId, url }: StartRecord): Way {
    const known = ways.get(tabId);
    if (known?.requestId === requestId) return known;
    const fresh: Way = { requestId, passed: [], leadsTo: url };
    ways.set(tabId, fresh);
    return fresh;
  }

  return {
    onStart: wayOf,
    onHop(record) {
      const way = wayOf(record);
      way.passed = [...way.passed, record.url].slice(-REDIRECTS);
      way.leadsTo = record.redirectUrl;
    },
    onAnswer(record) {
      wayOf(record).status = record.statusCode;
    },
    onCommitted(record) {
      const { tabId, frameId, url, timeStamp, documentLifecycle } = record;
      if (frameId !== 0 || (documentLifecycle !== undefined && documentLifecycle !== 'active')) return undefined;
      const way = ways.get(tabId);
      const isThere = way !== undefined && withoutFragment(way.leadsTo) === withoutFragment(url);
      // Anything else, such as the empty page of a new tab, may be committed while the document comes.
      if (isThere) ways.delete(tabId);
      return {
        kind: 'navigation',
        at: timeStamp,
        cause: causeOf(record),
        url,
        ...(isThere && way.passed.length > 0 && { redirects: way.passed }),
        ...(isThere && way.status !== undefined && { status: way.status }),
      };
    },
  };
}

function causeOf({ transitionType, transitionQualifiers = [] }: CommitRecord): NavigationCause {
  if (transitionQualifiers.includes('forward_back')) return 'back-forward';
  return transitionType === 'reload' ? 'reload' : 'load';
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;
