import type { CookieContent } from '@/lib/model/observation';
import { headerValue, isJsonObject, parseJson } from '@/lib/tracker/decode';
import { DIALECTS, TRACKER_COOKIES } from '@/lib/tracker/dialects';
import { recogniseEndpoint } from '@/lib/tracker/endpoint';
import { readCookieHeader, readSetCookie } from './cookie-header';
import type { HarDocument } from './har-documents';
import type { Exchange } from './har-exchange';

/** What a HAR shows of the tracker's cookies: those that responses set, and those that requests brought along. */

export type CookieDraft = { at: number; order: number; document: HarDocument | undefined; content: CookieContent };

/** `exchanges` in order of time. */
export function cookieContents(
  exchanges: Exchange[],
  find: (exchange: Exchange) => HarDocument | undefined,
  documents: readonly HarDocument[],
): { drafts: CookieDraft[]; hasCookies: boolean } {
  const noted = documents.flatMap(notedCookies);
  if (noted.length > 0) return { drafts: noted, hasCookies: true };
  const held = new Map<string, string>();
  const seen = exchanges.flatMap((exchange) => [
    ...broughtAlong(exchange, held, find(exchange)),
    ...setByResponse(exchange, held, find(exchange)),
  ]);
  if (seen.length > 0) return { drafts: seen, hasCookies: true };
  const hasAnyCookie = exchanges.some(({ requestHeaders }) => headerValue(requestHeaders, 'cookie') !== undefined);
  return {
    drafts: hasAnyCookie ? [] : exchanges.flatMap((exchange) => toldByLead(exchange, find(exchange))),
    hasCookies: hasAnyCookie,
  };
}

/** Our own export knows every change. */
function notedCookies(document: HarDocument): CookieDraft[] {
  return document.cookies.map(({ at, ...cookie }) => ({
    at,
    order: document.order + 0.1,
    document,
    content: { kind: 'cookie', ...cookie, author: { kind: 'unknown' } },
  }));
}

const isOurs = ({ name }: { name: string }): boolean => TRACKER_COOKIES.includes(name);

/** Told once for each value, and again when another takes its place. */
function broughtAlong(exchange: Exchange, held: Map<string, string>, document: HarDocument | undefined): CookieDraft[] {
  const header = headerValue(exchange.requestHeaders, 'cookie') ?? '';
  return readCookieHeader(header)
    .filter(isOurs)
    .filter(({ name, value }) => held.get(name) !== value)
    .map(({ name, value }) => {
      held.set(name, value);
      return {
        at: exchange.startedAt,
        order: exchange.order - 0.1,
        document,
        content: { kind: 'cookie', phase: 'present', name, value, attributes: {}, author: { kind: 'unknown' } },
      };
    });
}

function setByResponse(
  exchange: Exchange,
  held: Map<string, string>,
  document: HarDocument | undefined,
): CookieDraft[] {
  return exchange.responseHeaders
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, value]) => readSetCookie(value, exchange.endedAt))
    .filter(isOurs)
    .map(({ name, value, attributes }) => {
      const isGone = attributes.expiresAt !== undefined && attributes.expiresAt <= exchange.endedAt;
      if (isGone) held.delete(name);
      else held.set(name, value);
      return {
        at: exchange.endedAt,
        order: exchange.order + 0.6,
        document,
        content: {
          kind: 'cookie',
          phase: isGone ? 'expired' : 'set',
          name,
          value,
          attributes,
          author: { kind: 'response', url: exchange.url, requestId: `har-${exchange.order}` },
        },
      };
    });
}

/** Where no request shows its cookies, the tracker's own request still shows what it read from one. */
function toldByLead(exchange: Exchange, document: HarDocument | undefined): CookieDraft[] {
  const endpoint = recogniseEndpoint(exchange.url, exchange.method);
  if (endpoint?.name !== 'lead' || exchange.requestBody.kind !== 'text') return [];
  const parsed = parseJson(exchange.requestBody.text);
  const payload = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const value = payload.customer_code ?? payload.click_id;
  if (typeof value !== 'string' || value === '') return [];
  const name = DIALECTS[endpoint.dialect].customerCookies[0] ?? '';
  return [
    {
      at: exchange.startedAt,
      order: exchange.order - 0.1,
      document,
      content: {
        kind: 'cookie',
        phase: 'present',
        name,
        value,
        attributes: {},
        author: { kind: 'unknown' },
        message: 'The HAR has no cookies: this is what the tracker’s own request says.',
      },
    },
  ];
}
