import type { RequestEntry } from '@/lib/model/entry';
import type { RuleContext } from './context';

/** Requests that ended because their page did. */

/** Said outright by the browser, or: no answer, not made to survive, and the page is gone. */
export function isCancelled(context: RuleContext, request: RequestEntry): boolean {
  const { outcome } = request;
  const left = context.documents.get(request.documentId)?.left;
  if (outcome.kind === 'failed') {
    if (outcome.reason === 'navigation') return true;
    return outcome.reason === 'aborted' && left !== undefined && Math.abs(left.at - outcome.endedAt) < 2000;
  }
  const survives = request.keepalive || request.carrier === 'beacon';
  return outcome.kind === 'pending' && !survives && left !== undefined && context.settled(left.at);
}
