import { type Body, STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';

/** A request's body as `webRequest` hands it over. */
export type RequestBodyRecord = {
  error?: string | undefined;
  formData?: Record<string, unknown> | undefined;
  raw?: { bytes?: unknown; file?: string | undefined }[] | undefined;
};

/** Chromium's word for a body that it holds elsewhere than in memory. */
const UNREADABLE = 'Sent as a Blob or stream, which the browser does not show to extensions';

const NO_FIELDS = 'A form whose fields the browser does not show to extensions';

export function translateRequestBody(record: RequestBodyRecord | null | undefined): Body {
  if (!record) return { kind: 'none' };
  if (record.error !== undefined) {
    const detail = record.error.startsWith('Unknown error') ? '' : ` (${record.error})`;
    return { kind: 'unavailable', reason: UNREADABLE + detail };
  }
  if (record.formData) {
    const fields = sortedFields(record.formData);
    // Firefox gives a form without its fields when a service worker hands it on.
    return fields.length > 0 ? { kind: 'form', fields } : { kind: 'unavailable', reason: NO_FIELDS };
  }
  const parts = record.raw ?? [];
  if (parts.length === 0) return { kind: 'none' };
  if (parts.some((part) => part.file !== undefined)) {
    return { kind: 'unavailable', reason: 'Holds a file, whose content the browser does not show to extensions' };
  }
  const bytes = parts.flatMap(({ bytes: part }) => (part instanceof ArrayBuffer ? [new Uint8Array(part)] : []));
  if (bytes.length < parts.length) return { kind: 'unavailable', reason: UNREADABLE };
  return translateBytes(joinBytes(bytes));
}

/** Text where the bytes are text, base64 where they are not; never more than the journal keeps. */
export function translateBytes(bytes: Uint8Array): Body {
  const sizeBytes = bytes.length;
  if (sizeBytes === 0) return { kind: 'none' };
  const isLong = sizeBytes > STORED_BODY_LIMIT_BYTES;
  const kept = isLong ? bytes.subarray(0, STORED_BODY_LIMIT_BYTES) : bytes;
  const cut = isLong && { truncated: true };
  const text = decodeUtf8(kept, isLong);
  if (text !== undefined) return { kind: 'text', text, encoding: 'utf8', sizeBytes, ...cut };
  const whole = kept.subarray(0, Math.floor((STORED_BODY_LIMIT_BYTES * 3) / 4));
  const cutHere = whole.length < sizeBytes && { truncated: true };
  return { kind: 'text', text: toBase64(whole), encoding: 'base64', sizeBytes, ...cutHere };
}

function decodeUtf8(bytes: Uint8Array, wasCut: boolean): string | undefined {
  try {
    // As a stream the decoder keeps back a last character that was cut in two instead of refusing it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: wasCut });
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** By name: Chromium sorts a form's keys, so that their order on the wire is not known in either browser. */
function sortedFields(formData: Record<string, unknown>): [name: string, value: string][] {
  return Object.keys(formData)
    .sort()
    .flatMap((name) => {
      const values = formData[name];
      return (Array.isArray(values) ? values : [values]).map((value): [string, string] => [name, String(value)]);
    });
}
