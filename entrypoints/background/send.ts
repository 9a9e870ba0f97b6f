import { type Body, INLINE_BODY_LIMIT_BYTES } from '@/lib/model/body';
import type { ReplayRequest, Reply } from '@/lib/model/replay';
import { silenceOf } from '@/lib/replay/mock-server';

/** Sending from the background itself, and bodies as the journal takes them. */

export async function sendFromHere({ method, url, headers, body }: ReplayRequest, signal: AbortSignal): Promise<Reply> {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method,
    headers,
    signal,
    credentials: 'omit',
    cache: 'no-store',
    ...(body !== undefined && { body }),
  });
  const { status, statusText } = response;
  const text = await response.text();
  return { status, statusText, headers: [...response.headers], body: text, durationMs: performance.now() - startedAt };
}

/** To a mock server at the address, where the request points already; its silence is told in words that help. */
export function sendToServer(request: ReplayRequest, address: string, signal: AbortSignal): Promise<Reply> {
  return sendFromHere(request, signal).catch((cause: unknown) => {
    throw new Error(silenceOf(address, cause), { cause });
  });
}

export function bodyOf(text: string | undefined): Body {
  if (text === undefined || text === '') return { kind: 'none' };
  const sizeBytes = new TextEncoder().encode(text).length;
  if (sizeBytes <= INLINE_BODY_LIMIT_BYTES) return { kind: 'text', text, encoding: 'utf8', sizeBytes };
  return { kind: 'text', text: text.slice(0, INLINE_BODY_LIMIT_BYTES), encoding: 'utf8', sizeBytes, truncated: true };
}
