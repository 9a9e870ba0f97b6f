import * as v from 'valibot';
import { failureReason } from '@/lib/model/failure-reason';
import type { FailureReason } from '@/lib/model/observation';
import { failureReason as failureReasonSchema } from '@/lib/model/observation-schema';

/** Why an entry of a HAR has no answer, as far as its exporter says. */
export type HarFailure = { reason: FailureReason; message: string };

/** Nothing when the exporter names no error: of a request whose page was left, Chromium's log never learns the end. */
export function failureOf(error: string | null, statusText: string): HarFailure | undefined {
  // `pending` is our own export's word for a request that was still under way.
  if (!error || error === 'pending') return undefined;
  const message = statusText || error;
  // Our own export names the reason itself.
  return { reason: v.is(failureReasonSchema, error) ? error : failureReason(error), message };
}
