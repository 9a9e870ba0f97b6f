import type { Body } from '@/lib/model/body';
import type { Answered, Failed, Redirected, RequestRecord, Sent, Sighting } from './web-request';
import { translateHeaders } from './web-request';

/**
 * The background's witness of a signup that a page hands to its own server: of such a request it keeps method, path and
 * status, and which of the tracker's cookies went along. Body, query, other headers and the cookies' values it does not.
 */
export type OwnSiteWitness = {
  onSendHeaders(record: Sent): void;
  /** To where is not asked: the address it leads to may be no signup's, and nothing more is heard of it then. */
  onBeforeRedirect(record: Redirected): void;
  onCompleted(record: Answered): void;
  onErrorOccurred(record: Failed): void;
};

const NOT_KEPT: Body = { kind: 'unavailable', reason: 'What a page sends to its own server is not kept' };
const UNDER_WAY = 100;

export function createOwnSiteWitness(
  emit: (sighting: Sighting) => void,
  isTrackerCookie: (name: string) => boolean,
): OwnSiteWitness {
  const told = new Map<string, 'asked' | 'answered'>();

  function tell(record: RequestRecord, report: Sighting['report']): void {
    const { tabId, frameId, documentId, documentUrl } = record;
    const place = {
      ...(documentId !== undefined && { documentId }),
      ...(documentUrl !== undefined && { documentUrl }),
    };
    emit({ report, tabId, frameId, ...place });
  }

  const base = ({ requestId, url, timeStamp }: RequestRecord) => ({
    requestId: `w:${requestId}`,
    url: withoutQuery(url),
    at: timeStamp,
  });

  function tellAnswer(record: Answered): void {
    const { statusCode: status } = record;
    tell(record, { kind: 'response', ...base(record), status, statusText: '', headers: [], body: NOT_KEPT });
  }

  return {
    onSendHeaders(record) {
      if (record.tabId < 0 || told.has(record.requestId)) return;
      told.set(record.requestId, 'asked');
      const [oldest] = told.keys();
      if (told.size > UNDER_WAY && oldest !== undefined) told.delete(oldest);
      const names = translateHeaders(record.requestHeaders)
        .filter(([name]) => name.toLowerCase() === 'cookie')
        .flatMap(([, value]) => value.split(/;\s*/).map((pair) => pair.split('=', 1)[0] ?? ''))
        .filter(isTrackerCookie);
      tell(record, {
        kind: 'request',
        ...base(record),
        carrier: record.type === 'xmlhttprequest' ? 'fetch' : 'document',
        method: record.method,
        headers: [['cookie', names.map((name) => `${name}=(not kept)`).join('; ')]],
        body: NOT_KEPT,
      });
    },
    onBeforeRedirect(record) {
      if (told.get(record.requestId) !== 'asked' || isSameAgain(record)) return;
      told.set(record.requestId, 'answered');
      tellAnswer(record);
    },
    onCompleted(record) {
      if (told.get(record.requestId) === 'asked') tellAnswer(record);
      told.delete(record.requestId);
    },
    onErrorOccurred(record) {
      const state = told.get(record.requestId);
      told.delete(record.requestId);
      if (state !== 'asked') return;
      tell(record, { kind: 'failure', ...base(record), reason: 'network', message: record.error });
    },
  };
}

/** Sent once more as it was, over https or with another slash at its end. */
const isSameAgain = ({ statusCode, url, redirectUrl }: Redirected): boolean =>
  (statusCode === 307 || statusCode === 308) && bare(url) === bare(redirectUrl);

const bare = (url: string): string =>
  withoutQuery(url)
    .replace(/^http:/, 'https:')
    .replace(/\/$/, '');

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
