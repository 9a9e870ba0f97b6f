import { browser } from 'wxt/browser';
import type { ReplayRequest, Reply } from '@/lib/model/replay';
import { silenceOf } from '@/lib/replay/mock-server';
import { allowedAs } from '@/lib/routing/cross-origin';

/** Sending from the background itself. */

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

const OUR_ORIGIN = new URL(browser.runtime.getURL('/')).origin;
const TIMEOUT_MS = 60_000;

/** To a mock server, as if the page had sent it; its silence is told in words that help. */
export async function sendToServer(request: ReplayRequest, address: string, page: string | null): Promise<Reply> {
  try {
    const reply = await sendFromHere(request, AbortSignal.timeout(TIMEOUT_MS));
    return { ...reply, headers: allowedAs(reply.headers, OUR_ORIGIN, page) };
  } catch (cause) {
    throw new Error(silenceOf(address, cause), { cause });
  }
}
