import type { RequestEntry, ScriptEntry } from '@/lib/model/entry';
import type { FailureReason } from '@/lib/model/observation';
import { keptOf } from '@/lib/timeline/growing';
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
  for (const script of failedIn(context.scripts)) {
    const document = context.documents.get(script.documentId);
    if (document?.trackerAt !== undefined || isUnfinished(script, document)) continue;
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

/** Of what became of the real script where the stand-in was refused, nothing is known. */
const failedIn = keptOf<ScriptEntry>((script) => script.state === 'failed' && !isRefusedStandIn(script));
