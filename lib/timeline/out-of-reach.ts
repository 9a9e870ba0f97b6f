import type { RequestEntry, ScriptEntry } from '@/lib/model/entry';

/**
 * What the mock answers in a routed page, and what it cannot: nobody but the network can answer a call that waits, and a script with
 * a hash refuses the stand-in. The leak guard cuts off what the page’s own policy has not stopped before.
 */

export function isCutOff({ routed, carrier, outcome }: RequestEntry): boolean {
  return routed && carrier === 'xhr-sync' && outcome.kind === 'failed' && !isStoppedByPolicy(outcome.reason);
}

export function isRefusedStandIn({ routed, state, attributes, reason }: ScriptEntry): boolean {
  return routed === true && state === 'failed' && 'integrity' in attributes && !isStoppedByPolicy(reason);
}

const isStoppedByPolicy = (reason: string | undefined) =>
  reason === 'blocked-by-csp' || reason === 'blocked-mixed-content';

/** What the mock says of a request, the API may not. */
export const isMocked = ({ routed, outcome }: Pick<RequestEntry, 'routed' | 'outcome'>): boolean =>
  routed === true && outcome.kind === 'answered';
