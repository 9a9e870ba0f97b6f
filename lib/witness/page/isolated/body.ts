import { type Body, STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import { boundForm } from '@/lib/model/bound-form';
import type { RawBody } from '@/lib/witness/page/signal';

/** Makes a body of what the page's own world read: text as it is, bytes as UTF-8 where they are that. */

const REASONS: Record<string, string> = {
  stream: 'sent or answered as a stream, which only the page may read',
  getter: 'given by code of the page’s own (a getter or `toString`), which only the page may run',
  opaque: 'an opaque answer (no-cors), which no page may read',
};

/** Half a surrogate pair does not pass every browser's ports. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

export const unavailable = (reason: string): Body => ({ kind: 'unavailable', reason: wellFormed(reason) });

export function readRawBody(raw: Exclude<RawBody, { pending: number }>): Body {
  if (raw === null) return { kind: 'none' };
  if ('reason' in raw) return unavailable(REASONS[raw.reason] ?? raw.reason);
  if ('fields' in raw) {
    return boundForm({
      kind: 'form',
      fields: raw.fields.map(([name, value]) => [wellFormed(name), wellFormed(value)]),
    });
  }
  const { sizeBytes } = raw;
  const bytes = 'text' in raw ? new TextEncoder().encode(raw.text) : Uint8Array.from(raw.bytes, (c) => c.charCodeAt(0));
  const kept = bytes.subarray(0, STORED_BODY_LIMIT_BYTES);
  const truncated = sizeBytes > kept.length;
  const rest = { sizeBytes, ...(truncated && { truncated }) };
  try {
    // `stream` leaves out a character that the limit cut in two.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(kept, { stream: truncated });
    return { kind: 'text', text, encoding: 'utf8', ...rest };
  } catch {
    const binary = 'bytes' in raw ? raw.bytes.slice(0, STORED_BODY_LIMIT_BYTES) : '';
    return { kind: 'text', text: btoa(binary), encoding: 'base64', ...rest };
  }
}
