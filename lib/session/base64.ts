/** Base64 in both alphabets, to and from bytes, for text that may or may not be what it looks like. */

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What no text has: control characters besides tabs and line breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F]/;
/** Characters; a multiple of four, as base64 goes. */
const PROBED = 64;

/** The text inside, when the whole is well-formed base64 of readable UTF-8. */
export function decodeBase64Text(text: string): string | undefined {
  // Most of what looks like base64 and is none is no text from its beginning on: a long run is not decoded for that.
  if (CONTROL.test(decodeBase64Bytes(text.slice(0, PROBED)) ?? '')) return undefined;
  const binary = decodeBase64Bytes(text);
  if (binary === undefined) return undefined;
  try {
    const decoded = utf8.decode(bytesOf(binary));
    return CONTROL.test(decoded) ? undefined : decoded;
  } catch {
    // Not UTF-8, so not text that somebody encoded.
    return undefined;
  }
}

/** Each byte as one character, or nothing when the text is not base64. */
export function decodeBase64Bytes(text: string): string | undefined {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(standard) || standard.length % 4 === 1) return undefined;
  return atob(standard);
}

/** In the alphabet and with the padding of `like`. */
export function encodeBase64Text(text: string, like = '+/='): string {
  return inManner(encodeBytes(new TextEncoder().encode(text)), like);
}

export const encodeBase64Bytes = (binary: string): string => encodeBytes(bytesOf(binary));

/** One by one: an iterator over a text of megabytes takes seconds. */
function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index) & 255;
  return bytes;
}

function encodeBytes(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function inManner(encoded: string, like: string): string {
  const isUrlSafe = /[-_]/.test(like) || !/[+/=]/.test(like);
  const lettered = isUrlSafe ? encoded.replaceAll('+', '-').replaceAll('/', '_') : encoded;
  return like.endsWith('=') ? lettered : lettered.replace(/=+$/, '');
}
