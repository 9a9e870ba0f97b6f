import { STILL_ARRIVING } from '@/lib/model/body';
import type { MissingPart, RequestEntry } from '@/lib/model/entry';
import type { Witness } from '@/lib/model/observation';
import type { ExchangeRecord, RequestRecord } from './exchange';

/** The method of a request that only the page's own code knew. */
export const UNKNOWN_METHOD = '?';

/** What nobody could see of a request, and why, in plain words. */
export function missingParts(
  entry: RequestEntry,
  requests: readonly RequestRecord[],
  records: readonly ExchangeRecord[],
): MissingPart[] {
  const missing: MissingPart[] = [];
  if (requests.length === 0) {
    missing.push({ part: 'request-body', reason: 'Request unavailable: recording began after it was sent.' });
  } else if (entry.body.kind === 'unavailable') {
    missing.push({ part: 'request-body', reason: bodyReason(entry.body.reason, requests) });
  }
  if (entry.method === UNKNOWN_METHOD) {
    missing.push({ part: 'headers', reason: 'Method unavailable: only code of the page’s own knew it.' });
  }
  const { outcome } = entry;
  if (outcome.kind === 'answered' && outcome.body.kind === 'unavailable') {
    missing.push({
      part: 'response-body',
      reason: `Response body unavailable: ${responseReason(outcome.body.reason, records)}`,
    });
  }
  const isPageOnly = entry.pageOnly;
  if (outcome.kind === 'pending' && isPageOnly && entry.carrier === 'beacon') {
    const reason =
      'Outcome unavailable: sendBeacon tells the page nothing, and the browser did not report this request.';
    missing.push({ part: 'outcome', reason });
  }
  if (outcome.kind === 'answered' && isPageOnly) {
    missing.push({ part: 'headers', reason: 'Some headers unavailable: a page reads only those that CORS exposes.' });
  }
  if (!entry.witnesses.includes('page')) {
    missing.push({
      part: 'stack',
      reason: 'No stack: no observer was in the code that sent this, such as a worker’s or the browser’s own.',
    });
  }
  return missing;
}

const SEEN_BY: Record<Witness, string> = {
  page: 'the page',
  browser: 'the browser',
  network: 'DevTools’ network log',
  extension: 'this extension',
};

/** "Body unavailable: sent as a Blob, seen only by the browser". */
function bodyReason(reason: string, requests: readonly RequestRecord[]): string {
  const witnesses = [...new Set(requests.map((record) => record.source))];
  const [only] = witnesses;
  const plain = reason.replace(/\.$/, '');
  const seen =
    witnesses.length === 1 && only && only !== 'page' && !plain.includes('seen only by')
      ? `, seen only by ${SEEN_BY[only]}`
      : '';
  return `Body unavailable: ${plain}${seen}`;
}

function responseReason(reason: string, records: readonly ExchangeRecord[]): string {
  if (reason === STILL_ARRIVING) return reason;
  const isNetworked = records.some((record) => record.source === 'network');
  const plain = reason.replace(/\.$/, '');
  return isNetworked
    ? plain
    : `${plain}; DevTools’ network log, which reads them, was not open then or had let go of it`;
}
