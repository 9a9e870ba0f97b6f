import type { RequestEntry, ScriptEntry } from '@/lib/model/entry';
import type { FailureReason } from '@/lib/model/observation';
import { isRefusedStandIn } from '@/lib/timeline/out-of-reach';
import type { RuleContext } from './context';
import { isUnfinished } from './documents';
import { statusOf } from './payload';

/** Scripts that failed, with what the request for them tells about why: the page itself only hears that it failed. */

export type ScriptFailure = {
  script: ScriptEntry;
  request: RequestEntry | undefined;
  reason: FailureReason | undefined;
  status: number | undefined;
  message: string;
};

/** Where the browser names no document for the request. */
const REQUEST_WITHIN_MS = 5000;

export function failedScripts(context: RuleContext): ScriptFailure[] {
  const failures: ScriptFailure[] = [];
  const seen = new Set<string>();
  for (const script of context.scripts) {
    const document = context.documents.get(script.documentId);
    if (script.state !== 'failed' || document?.trackerAt !== undefined || isUnfinished(script, document)) continue;
    // Of what became of the real script nothing is known.
    if (isRefusedStandIn(script)) continue;
    const key = `${script.src} ${script.reason ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const request = context.requests.findLast(
      (entry) =>
        entry.url === script.src &&
        (entry.documentId === script.documentId || Math.abs(entry.at - script.at) < REQUEST_WITHIN_MS),
    );
    const outcome = request?.outcome;
    const failed = outcome?.kind === 'failed' ? outcome : undefined;
    failures.push({
      script,
      request,
      // What the browser says outranks the page, which cannot tell one failure from another.
      reason: failed && failed.reason !== 'network' ? failed.reason : (script.reason ?? failed?.reason),
      status: request && statusOf(request),
      message: failed?.message ?? script.message ?? '',
    });
  }
  return failures;
}
