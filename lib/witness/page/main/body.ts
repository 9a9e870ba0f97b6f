import { STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import type { RawBody } from '@/lib/witness/page/signal';
import { brand, call, getter, isObject } from './natives';

/** Reads what a page sends, without taking any of it: text and forms at once, Blobs in a moment, streams not at all. */

const encoder = new TextEncoder();
const bufferBytes = getter(ArrayBuffer.prototype, 'byteLength');
const blobSize = getter(Blob.prototype, 'size');
const { slice, arrayBuffer } = Blob.prototype;
const formEach = FormData.prototype.forEach;
const paramsText = URLSearchParams.prototype.toString;
const streamLocked = getter(ReadableStream.prototype, 'locked');
const toText = Object.prototype.toString;

export const textBody = (text: string): RawBody => ({
  // No more of it than has a chance to be kept.
  text: text.slice(0, STORED_BODY_LIMIT_BYTES),
  sizeBytes: encoder.encode(text).length,
});

export function bytesBody(bytes: Uint8Array, sizeBytes = bytes.length): RawBody {
  let text = '';
  for (let at = 0; at < bytes.length && at < STORED_BODY_LIMIT_BYTES; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8_192, STORED_BODY_LIMIT_BYTES)));
  }
  return { bytes: text, sizeBytes };
}

/** A promise only for what the browser itself reads later: a Blob. */
export function readBody(sent: unknown): RawBody | Promise<RawBody> {
  if (sent === undefined || sent === null) return null;
  if (!isObject(sent)) return textBody(String(sent));
  const params = brand(paramsText, sent);
  if (params !== undefined) return textBody(params as string);
  const sizeBytes = brand(blobSize, sent) as number | undefined;
  if (sizeBytes !== undefined) return readBlob(sent, sizeBytes);
  if (ArrayBuffer.isView(sent)) return bytesBody(new Uint8Array(sent.buffer, sent.byteOffset, sent.byteLength));
  if (brand(bufferBytes, sent) !== undefined) return bytesBody(new Uint8Array(sent as ArrayBuffer));
  if (brand(streamLocked, sent) !== undefined) return { reason: 'stream' };
  const fields: [string, string][] = [];
  const collect = (value: unknown, name: string) => {
    const file = brand(blobSize, value);
    fields.push([name, file === undefined ? String(value) : `a file of ${file} bytes`]);
  };
  try {
    call(formEach, sent, collect);
    return { fields };
  } catch {
    // What the browser makes of an object that nobody turned into JSON.
    return textBody(String(call(toText, sent)));
  }
}

async function readBlob(blob: unknown, sizeBytes: number): Promise<RawBody> {
  const beginning = call(slice, blob, 0, STORED_BODY_LIMIT_BYTES);
  return bytesBody(new Uint8Array((await call(arrayBuffer, beginning)) as ArrayBuffer), sizeBytes);
}
