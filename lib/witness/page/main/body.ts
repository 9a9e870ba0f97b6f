import { STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import type { RawBody } from '@/lib/witness/page/signal';
import { brand, call, getter, isObject, peek, toText } from './natives';

/** Reads what a page sends, without taking any of it: text and forms at once, Blobs in a moment, streams not at all. */

const encoder = new TextEncoder();
const bufferBytes = getter(ArrayBuffer.prototype, 'byteLength');
const blobBytes = getter(Blob.prototype, 'size');
const { slice, arrayBuffer } = Blob.prototype;
const formEach = FormData.prototype.forEach;
const paramsText = URLSearchParams.prototype.toString;
const streamLocked = getter(ReadableStream.prototype, 'locked');

export type Reading = RawBody | Promise<RawBody>;

export const textBody = (text: string): RawBody => ({
  // No more of it than has a chance to be kept.
  text: text.slice(0, STORED_BODY_LIMIT_BYTES),
  sizeBytes: encoder.encode(text).length,
});

function bytesBody(bytes: Uint8Array, sizeBytes = bytes.length): RawBody {
  let text = '';
  const kept = bytes.subarray(0, STORED_BODY_LIMIT_BYTES);
  for (let at = 0; at < kept.length; at += 8_192) text += String.fromCharCode(...kept.subarray(at, at + 8_192));
  return { bytes: text, sizeBytes };
}

/** Reads a copy of what holds bytes, by its own native method. */
export const readBytes = async (read: unknown, copy: unknown, sizeBytes?: number): Promise<RawBody> =>
  bytesBody(new Uint8Array((await call(read, copy)) as ArrayBuffer), sizeBytes);

/** A promise only for what the browser itself reads later: a Blob. */
export function readBody(sent: unknown): Reading {
  if (sent === undefined || sent === null) return null;
  if (!isObject(sent)) return textBody(String(sent));
  const sizeBytes = brand(blobBytes, sent) as number | undefined;
  if (sizeBytes !== undefined) return readBytes(arrayBuffer, call(slice, sent, 0, STORED_BODY_LIMIT_BYTES), sizeBytes);
  if (ArrayBuffer.isView(sent)) return bytesBody(new Uint8Array(sent.buffer, sent.byteOffset, sent.byteLength));
  if (brand(bufferBytes, sent) !== undefined) return bytesBody(new Uint8Array(sent as ArrayBuffer));
  if (brand(streamLocked, sent) !== undefined) return { reason: 'stream' };
  try {
    const fields: [string, string][] = [];
    call(formEach, sent, (value: unknown, name: string) =>
      fields.push([
        name,
        isObject(value)
          ? `a file of ${brand(blobBytes, value)} bytes`
          : String(value).slice(0, STORED_BODY_LIMIT_BYTES),
      ]),
    );
    return { fields };
  } catch {
    // At last what the browser makes of an object that nobody turned into JSON, unless the page's own code does.
    const native = peek(sent, 'toString');
    return native === paramsText || native === toText ? textBody(call(native, sent) as string) : { reason: 'getter' };
  }
}
