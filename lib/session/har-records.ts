import type { JournalRecord, ObservationContent } from '@/lib/model/observation';
import { isTrackerScript } from '@/lib/tracker/endpoint';
import { hostOf, siteOf } from '@/lib/tracker/site';
import { cookieContents } from './har-cookies';
import { createDocumentFinder, type HarDocument } from './har-documents';
import type { Exchange } from './har-exchange';
import type { HarPage } from './har-schema';

/** Turns the kept exchanges of a HAR into the records that DevTools' network log would have given. */

type Draft = { at: number; order: number; document: HarDocument | undefined; content: ObservationContent };

export function recordsOf(
  exchanges: Exchange[],
  pages: HarPage[],
): { records: JournalRecord[]; page: { url: string; title: string }; hasCookies: boolean } {
  const inOrder = exchanges.toSorted((a, b) => a.startedAt - b.startedAt || a.order - b.order);
  const finder = createDocumentFinder(inOrder, pages);
  const relevant = inOrder.filter(
    (exchange) => !['own', 'cookies'].includes(exchange.role) || isOfSite(exchange, finder.documents),
  );
  const cookies = cookieContents(relevant, finder.find, finder.documents);
  const hops = hopsOf(inOrder);
  const drafts: Draft[] = [
    ...finder.documents.flatMap(navigationDrafts),
    ...relevant.flatMap((exchange) => requestDrafts(exchange, finder.find(exchange), hops)),
    ...finder.documents.flatMap((document) => tagDrafts(document, inOrder)),
    ...cookies.drafts,
  ];
  const last = finder.documents.at(-1);
  return {
    records: drafts.toSorted((a, b) => a.at - b.at || a.order - b.order).map(stamp),
    page: { url: last?.url ?? '', title: '' },
    hasCookies: cookies.hasCookies,
  };
}

function stamp({ at, document, content }: Draft, index: number): JournalRecord {
  const seq = index + 1;
  return {
    id: `n:${seq}`,
    source: 'network',
    at,
    seq,
    tabId: 1,
    frameId: 0,
    documentId: document?.id ?? '',
    documentUrl: document?.url ?? '',
    ...content,
  };
}

function navigationDrafts(document: HarDocument): Draft[] {
  const { at, order, url, redirects, referrer, status } = document;
  const content: ObservationContent = {
    kind: 'navigation',
    cause: 'load',
    url,
    ...(redirects.length > 0 && { redirects }),
    ...(referrer !== undefined && { referrer }),
    ...(status !== undefined && { status }),
  };
  return [{ at, order, document, content }];
}

/** A request and its end; the hops of a redirect are one request, as they are to the page. */
function requestDrafts(exchange: Exchange, document: HarDocument | undefined, hops: Hops): Draft[] {
  if (exchange.role === 'cookies' || (exchange.role === 'document' && !isForm(exchange))) return [];
  const first = firstHop(exchange, hops);
  const requestId = `har-${first.order}`;
  const { order, url } = exchange;
  const asked: Draft = {
    at: exchange.startedAt,
    order,
    document,
    content: {
      kind: 'request',
      requestId,
      carrier: exchange.carrier,
      method: exchange.method,
      url,
      headers: exchange.requestHeaders,
      body: exchange.requestBody,
      ...(exchange.keepalive && { keepalive: true }),
      ...(exchange.viaServiceWorker && { viaServiceWorker: true }),
    },
  };
  const end = endOf(exchange, requestId);
  const ended: Draft[] = end ? [{ at: exchange.endedAt, order: order + 0.5, document, content: end }] : [];
  return first === exchange ? [asked, ...ended] : ended;
}

function endOf(exchange: Exchange, requestId: string): ObservationContent | undefined {
  const { url, failure, status, statusText, startedAt, endedAt, redirectUrl } = exchange;
  const durationMs = endedAt - startedAt;
  if (failure) return { kind: 'failure', requestId, url, ...failure, durationMs };
  if (status === 0) return undefined;
  return {
    kind: 'response',
    requestId,
    url,
    status,
    statusText,
    headers: exchange.responseHeaders,
    body: exchange.responseBody,
    durationMs,
    ...(redirectUrl !== undefined && { redirectedTo: redirectUrl }),
  };
}

/** A form post that leads to another page is a request of the page it was sent from. */
const isForm = ({ method }: Exchange): boolean => method === 'POST';

/** Redirects by where they lead. */
type Hops = ReadonlyMap<string, Exchange[]>;

function hopsOf(exchanges: Exchange[]): Hops {
  const hops = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    if (exchange.redirectUrl === undefined) continue;
    hops.set(exchange.redirectUrl, [...(hops.get(exchange.redirectUrl) ?? []), exchange]);
  }
  return hops;
}

const HOP_LIMIT = 20;

/** The request that a chain of redirects began with. */
function firstHop(exchange: Exchange, hops: Hops): Exchange {
  let first = exchange;
  for (let count = 0; count < HOP_LIMIT; count += 1) {
    const before = hops.get(first.url)?.find((hop) => hop.order < first.order && hop.startedAt <= first.startedAt);
    if (!before) break;
    first = before;
  }
  return first;
}

/** Each tracker tag in a page's HTML, and what became of it as its request shows. */
function tagDrafts(document: HarDocument, all: Exchange[]): Draft[] {
  return document.tags.flatMap((tag, index) => {
    const src = URL.canParse(tag.src, document.url) ? new URL(tag.src, document.url).href : tag.src;
    const base = {
      kind: 'script' as const,
      elementId: index + 1,
      src,
      attributes: tag.attributes,
      placement: tag.placement,
    };
    const draft = (at: number, content: ObservationContent): Draft => ({
      at,
      order: document.order,
      document,
      content,
    });
    if (tag.inert) return [draft(document.at, { ...base, phase: 'inert' })];
    const found = draft(document.at, { ...base, phase: 'found' });
    const loads = all.filter((other) => isTrackerScript(other.url) && other.url === src);
    const load = loads.find((exchange) => isDuring(exchange, document)) ?? loads.find((one) => isNamed(one, document));
    if (!load || load.failure || load.status >= 400) {
      const at = load?.endedAt ?? document.at;
      const message = load?.failure?.message ?? (load ? `The server answered ${load.status}` : undefined);
      if (!load) return [found];
      return [
        found,
        draft(at, {
          ...base,
          phase: 'failed',
          ...(load.failure && { reason: load.failure.reason }),
          ...(message !== undefined && { message }),
        }),
      ];
    }
    return [found, draft(load.endedAt, { ...base, phase: 'loaded' })];
  });
}

const isDuring = ({ startedAt }: Exchange, { at, leftAt }: HarDocument): boolean =>
  startedAt >= at && startedAt < leftAt;

/** Our own export says which document a request was of: a parser may ask for a script before its page is committed. */
const isNamed = ({ documentUrl, pageref }: Exchange, document: HarDocument): boolean =>
  documentUrl === document.url && pageref !== undefined && pageref === document.pageref;

/** The page's own server and its neighbours. */
function isOfSite({ url }: Exchange, documents: readonly HarDocument[]): boolean {
  const site = siteOf(hostOf(url));
  return documents.some((document) => siteOf(hostOf(document.url)) === site);
}
