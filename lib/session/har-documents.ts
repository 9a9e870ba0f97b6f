import { headerValue } from '@/lib/tracker/decode';
import type { Exchange } from './har-exchange';
import type { HarPage } from './har-schema';
import type { TrackerTag } from './script-tags';

/** The documents of a HAR, each with the way that led to it, and which document a request came from. */

export type HarDocument = {
  id: string;
  order: number;
  /** When it was committed, and when the next one took its place. */
  at: number;
  leftAt: number;
  url: string;
  redirects: string[];
  referrer: string | undefined;
  status: number | undefined;
  pageref: string | undefined;
  tags: TrackerTag[];
  /** Changes that our own export notes with the page. */
  cookies: NonNullable<HarPage['_affitor']>['cookies'];
};

export type DocumentFinder = {
  documents: HarDocument[];
  find(exchange: Exchange): HarDocument | undefined;
};

/** `exchanges` in order of time. */
export function createDocumentFinder(exchanges: Exchange[], pages: HarPage[]): DocumentFinder {
  const documents = [...loadedDocuments(exchanges), ...pagesAlone(pages, exchanges)].toSorted((a, b) => a.at - b.at);
  for (const [index, document] of documents.entries()) {
    document.id = `har-document-${index + 1}`;
    const next = documents.slice(index + 1).find(({ pageref }) => sharesTab(pageref, document.pageref, documents));
    document.leftAt = next?.at ?? Number.POSITIVE_INFINITY;
  }
  return {
    documents,
    find(exchange) {
      const { documentUrl, pageref, startedAt } = exchange;
      const named = documentUrl === undefined ? [] : documents.filter(({ url }) => url === documentUrl);
      const ofPage = documents.filter((document) => document.pageref === pageref);
      const candidates = named.length > 0 ? named : pageref !== undefined && ofPage.length > 0 ? ofPage : documents;
      return candidates.findLast(({ at }) => at <= startedAt) ?? candidates[0];
    },
  };
}

/** Browsers begin a page with each document, Playwright keeps one for a whole tab. */
function sharesTab(pageref: string | undefined, other: string | undefined, documents: HarDocument[]): boolean {
  if (pageref === other) return true;
  const isOnePerDocument = new Set(documents.map((document) => document.pageref)).size === documents.length;
  return isOnePerDocument;
}

function loadedDocuments(exchanges: Exchange[]): HarDocument[] {
  const ways = new Map<string, string[]>();
  const documents: HarDocument[] = [];
  for (const exchange of exchanges) {
    if (exchange.role !== 'document') continue;
    const passed = ways.get(exchange.url) ?? [];
    ways.delete(exchange.url);
    if (exchange.redirectUrl !== undefined && exchange.status >= 300 && exchange.status < 400) {
      ways.set(exchange.redirectUrl.split('#', 1)[0] ?? '', [...passed, exchange.url].slice(-20));
    } else if (exchange.status !== 0 && exchange.status !== 204) {
      documents.push({
        id: '',
        order: exchange.order,
        at: exchange.answeredAt,
        leftAt: 0,
        url: exchange.url,
        redirects: passed,
        referrer: headerValue(exchange.requestHeaders, 'referer') || undefined,
        status: exchange.status,
        pageref: exchange.pageref,
        tags: exchange.tags,
        cookies: [],
      });
    }
  }
  return documents;
}

/** Pages whose document is not among the entries: our own exports, and recordings that began later. */
function pagesAlone(pages: HarPage[], exchanges: Exchange[]): HarDocument[] {
  const loaded = new Set(exchanges.filter(({ role }) => role === 'document').map(({ pageref }) => pageref));
  return pages.flatMap((page, index) => {
    const url = page._affitor?.url ?? page.title;
    const at = Date.parse(page.startedDateTime);
    if (loaded.has(page.id) || !/^https?:/i.test(url) || !URL.canParse(url) || !Number.isFinite(at)) return [];
    const redirects = page._affitor?.redirects ?? [];
    return [
      {
        id: '',
        order: index - pages.length,
        at,
        leftAt: 0,
        url,
        redirects,
        referrer: undefined,
        status: page._affitor?.status ?? undefined,
        pageref: page.id,
        tags: page._affitor?.scripts ?? [],
        cookies: page._affitor?.cookies ?? [],
      },
    ];
  });
}
