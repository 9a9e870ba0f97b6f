import type { RequestEntry } from '@/lib/model/entry';
import type { Carrier } from '@/lib/model/observation';
import type { RuleContext } from './context';

/** Requests that ended because their page did. */

/** Between a request's end and the news that its page was left. */
const LEAVING_MS = 1000;

/**
 * Whether it was made to survive is for the page to say: the browser and its network log leave out `keepalive`, so that
 * one of these without an end may have arrived.
 */
export function mayHaveSurvived(request: RequestEntry): boolean {
  const isKnown = request.witnesses.includes('page') || !CARRIERS_THAT_MAY_SURVIVE.includes(request.carrier);
  return request.outcome.kind === 'pending' && !isKnown;
}

const CARRIERS_THAT_MAY_SURVIVE: readonly Carrier[] = ['fetch', 'image', 'other'];

/** Said outright by the browser, or: no answer, not made to survive, and the page is gone. */
export function isCancelled(context: RuleContext, request: RequestEntry): boolean {
  const { outcome } = request;
  const left = context.documents.get(request.documentId)?.left;
  if (outcome.kind === 'failed') {
    if (outcome.reason === 'navigation') return true;
    // Firefox tells the page no more than that the network failed.
    const isCut = outcome.reason === 'aborted' || (outcome.reason === 'network' && !request.keepalive);
    return isCut && left !== undefined && Math.abs(left.at - outcome.endedAt) < LEAVING_MS;
  }
  const survives = request.keepalive || request.carrier === 'beacon';
  return outcome.kind === 'pending' && !survives && left !== undefined && context.settled(left.at);
}
