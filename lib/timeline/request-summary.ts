import type { RequestEntry } from '@/lib/model/entry';
import type { FailureReason } from '@/lib/model/observation';
import { fieldOf, payloadOf, textField } from '@/lib/tracker/decode';
import { isTestRequest } from './leads';
import { isCutOff, isMocked } from './out-of-reach';
import { duration, shortUrl } from './words';

/** The words for a request: what was sent, and what became of it. */

export const FAILURE_TEXTS: Record<FailureReason, string> = {
  aborted: 'cancelled by the page',
  'blocked-by-client': 'blocked by an ad blocker or another extension',
  'blocked-by-csp': 'blocked by the page’s Content Security Policy',
  'blocked-mixed-content': 'blocked as mixed content',
  cors: 'refused by CORS',
  dns: 'host not found',
  offline: 'offline',
  timeout: 'timed out',
  refused: 'connection refused',
  integrity: 'stopped by its integrity attribute',
  navigation: 'cancelled by a navigation',
  network: 'failed in the network',
};

const REQUEST_NAMES = {
  click: 'Click sent',
  lead: 'Lead sent',
  sale: 'Sale sent',
  refund: 'Refund sent',
  test: 'Test event sent',
  'check-test-events': 'Asked for test events',
  events: 'Asked for events',
  'test-event': 'Test chain started',
  readiness: 'Asked whether the program is ready',
  script: 'Tracker script requested',
} as const;

export function summariseRequest(entry: RequestEntry): { title: string; detail: string } {
  return { title: `${requestName(entry)} · ${outcomeText(entry)}`, detail: requestDetail(entry) };
}

function requestName(entry: RequestEntry): string {
  if (entry.method === 'OPTIONS') return 'Preflight';
  const name = entry.endpoint?.name;
  if (!name) return entry.carrier === 'document' ? 'Page requested' : 'Unrecognised request';
  const isTest = (name === 'click' || name === 'lead' || name === 'sale') && isTestRequest(entry);
  return isTest ? `Test ${name} sent` : REQUEST_NAMES[name];
}

/** `200`, `no answer yet`, or why there is none. */
export function outcomeText(entry: RequestEntry): string {
  const { outcome } = entry;
  if (isCutOff(entry)) return 'cut off by the leak guard';
  // The browser shows a page no more of an answer without CORS.
  if (outcome.kind === 'answered') return outcome.status === 0 ? 'answered, unreadable' : String(outcome.status);
  return outcome.kind === 'failed' ? FAILURE_TEXTS[outcome.reason] : 'no answer yet';
}

function requestDetail(entry: RequestEntry): string {
  const parts = [`${entry.method} ${shortUrl(entry.url)}`];
  if (entry.outcome.kind === 'answered') {
    parts.push(duration(entry.outcome.durationMs));
    const says = refusalOf(entry.outcome);
    if (says) parts.push(says);
  }
  if (entry.hops > 1) parts.push('through the page’s service worker');
  if (entry.sharedByTabs && entry.sharedByTabs > 1) parts.push(`from a worker shared by ${entry.sharedByTabs} tabs`);
  if (isCutOff(entry)) parts.push('the mock cannot answer a synchronous request');
  else if (entry.routed) parts.push(isMocked(entry) ? 'answered by the mock' : 'routed to the mock');
  if (entry.ours) parts.push('sent again by you');
  return parts.join(', ');
}

/** What an answer says that is none: an error, or a success that says it failed. */
function refusalOf({
  status,
  body,
  headers,
}: Extract<RequestEntry['outcome'], { kind: 'answered' }>): string | undefined {
  // Rows by the thousand are searched: only what can hold a refusal is read.
  if (status < 400 && !(body.kind === 'text' && /"success"\s*:\s*false/.test(body.text))) return undefined;
  const reply = payloadOf(body, headers);
  const error = fieldOf(reply, 'error');
  return textField(reply, 'error') ?? textField(error, 'message') ?? textField(reply, 'message');
}
