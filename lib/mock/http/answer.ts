import type { Json, JsonObject } from '@/lib/model/json';

/** How a request ends, before any waiting: for callers that wait themselves. */
export type Answer = { delayMs: number } & (
  | { kind: 'response'; response: Response }
  | { kind: 'failure'; reason: FailureReason }
);

export type FailureReason = 'timeout' | 'dropped' | 'offline';

/** What `fetch` rejects with when a scenario lets no answer through; a TypeError, as from the real one. */
export class NetworkFailure extends TypeError {
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(`The mock plays "${reason}": no answer`);
    this.name = 'NetworkFailure';
    this.reason = reason;
  }
}

export function respond(response: Response, delayMs = 0): Answer {
  return { kind: 'response', response, delayMs };
}

export function fail(reason: FailureReason, delayMs: number): Answer {
  return { kind: 'failure', reason, delayMs };
}

export function tooLarge(limitBytes: number): Response {
  return Response.json({ error: `Request body is larger than ${limitBytes} bytes` }, { status: 413 });
}

/** The same response with half of its text, so that its JSON does not parse. */
export async function cutShort(response: Response): Promise<Response> {
  const text = await response.text();
  return new Response(text.slice(0, Math.ceil(text.length / 2)), {
    status: response.status,
    headers: { 'content-type': 'application/json' },
  });
}

/** Longer bodies and answers are not kept in the request log, so that it stays small whatever is sent. */
export const LOGGED_TEXT_LIMIT = 16 * 1024;

/** What stands in the log for a text that was too long for it. */
export function tooLongToKeep(length: number): JsonObject {
  return { $truncated: true, length };
}

/** A response's body for the request log, leaving the response unread. */
export async function readAnswer(response: Response): Promise<Json> {
  const text = await response.clone().text();
  if (text === '') return null;
  if (text.length > LOGGED_TEXT_LIMIT) return tooLongToKeep(text.length);
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** Whether an answer with a good status says no in its body, as for an inactive link. */
export function saysNo(answer: Json): boolean {
  return answer !== null && typeof answer === 'object' && !Array.isArray(answer) && answer.success === false;
}

/** Waits, unless the caller gives up first. */
export function waitFor(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
