import type { Body } from '@/lib/model/body';
import type { RequestEntry } from '@/lib/model/entry';
import type { JsonObject } from '@/lib/model/json';
import { isJsonObject, isTestMode, payloadOf } from '@/lib/tracker/decode';

/** Bodies of tracker requests as objects, parsed once however often the timeline is judged. */

const parsedBodies = new WeakMap<Body, JsonObject | undefined>();

export function fieldsOf(body: Body): JsonObject | undefined {
  if (!parsedBodies.has(body)) {
    const payload = payloadOf(body);
    parsedBodies.set(body, isJsonObject(payload) ? payload : undefined);
  }
  return parsedBodies.get(body);
}

export function replyOf(request: RequestEntry): JsonObject | undefined {
  return request.outcome.kind === 'answered' ? fieldsOf(request.outcome.body) : undefined;
}

export function statusOf(request: RequestEntry): number | undefined {
  return request.outcome.kind === 'answered' ? request.outcome.status : undefined;
}

/** The vendor's error text: a string in v1 and v2, an object from the command-line endpoints. */
export function errorTextOf(request: RequestEntry): string {
  const reply = replyOf(request);
  const error = reply?.error ?? reply?.message;
  if (typeof error === 'string') return error;
  return isJsonObject(error) && typeof error.message === 'string' ? error.message : '';
}

/** Answered, and not with a refusal in a 200's clothes. */
export function isAccepted(request: RequestEntry): boolean {
  const status = statusOf(request);
  return status !== undefined && status >= 200 && status < 300 && replyOf(request)?.success !== false;
}

/** Kept as a test event and nothing else: it asked for that, or was answered so. */
export function isTestEvent(request: RequestEntry): boolean {
  const answered = replyOf(request)?.data;
  return isTestPayload(fieldsOf(request.body)) || (isJsonObject(answered) && answered.test_mode === true);
}

export function isTestPayload(fields: JsonObject | undefined): boolean {
  return isTestMode(fields);
}
