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

export type HopRecord = { requestId: string; tabId: number; url: string; redirectUrl: string };

export type NavigationReport = Extract<Report, { kind: 'navigation' }>;

export type NavigationWitness = {
  /** A redirect of a top-level document. */
  onHop(record: HopRecord): void;
  /** The report of a committed top-level document; undefined for anything else. */
  onCommitted(record: CommitRecord): NavigationReport | undefined;
};

const REDIRECTS = 20;

export function createNavigationWitness(): NavigationWitness {
  /** The way of the document a tab is loading, by tab. */
  const ways = new Map<number, { requestId: string; passed: string[]; leadsTo: string }>();

  return {
    onHop({ requestId, tabId, url, redirectUrl }) {
      const known = ways.get(tabId);
      const passed = known?.requestId === requestId ? known.passed : [];
      ways.set(tabId, { requestId, passed: [...passed, url].slice(-REDIRECTS), leadsTo: redirectUrl });
    },
    onCommitted(record) {
      const { tabId, frameId, url, timeStamp, documentLifecycle } = record;
      if (frameId !== 0 || (documentLifecycle !== undefined && documentLifecycle !== 'active')) return undefined;
      const way = ways.get(tabId);
      ways.delete(tabId);
      const isThere = way !== undefined && withoutFragment(way.leadsTo) === withoutFragment(url);
      return {
        kind: 'navigation',
        at: timeStamp,
        cause: causeOf(record),
        url,
        ...(isThere && { redirects: way.passed }),
      };
    },
  };
}

function causeOf({ transitionType, transitionQualifiers = [] }: CommitRecord): NavigationCause {
  if (transitionQualifiers.includes('forward_back')) return 'back-forward';
  return transitionType === 'reload' ? 'reload' : 'load';
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? url;
