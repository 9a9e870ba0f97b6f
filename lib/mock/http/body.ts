import type { JsonObject } from '@/lib/model/json';

/** The request's body, read once, never past the limit, whatever `Content-Type` says: beacons call JSON text. */
export type ReadBody =
  | { kind: 'json'; value: JsonObject; length: number }
  | { kind: 'empty' }
  | { kind: 'invalid' }
  | { kind: 'too-large' };

export const BODY_LIMIT_BYTES = 1024 * 1024;
/** The control plane's own, larger: a whole ledger fits in. */
export const CONTROL_BODY_LIMIT_BYTES = 64 * 1024 * 1024;

export async function readBody(request: Request, limitBytes: number): Promise<ReadBody> {
  const text = await readText(request, limitBytes);
  if (text === null) return { kind: 'too-large' };
  if (text.trim() === '') return { kind: 'empty' };
  const value = parseObject(text);
  return value === null ? { kind: 'invalid' } : { kind: 'json', value, length: text.length };
}

/** The body's text; null when it is longer than the limit. */
export async function readText(request: Request, limitBytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return null;
  // Firefox has no stream on a Request's body, and none is there when there is no body.
  if (!request.body) return within(await request.text(), limitBytes);
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    sizeBytes += value.byteLength;
    if (sizeBytes > limitBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function within(text: string, limitBytes: number): string | null {
  return new TextEncoder().encode(text).byteLength > limitBytes ? null : text;
}

function parseObject(text: string): JsonObject | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // JSON.parse yields nothing but Json, so an object that is no array is a JsonObject.
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : null;
}
