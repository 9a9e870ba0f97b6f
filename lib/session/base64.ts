/** Base64 in both alphabets, to and from bytes, for text that may or may not be what it looks like. */

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text inside, when the whole is well-formed base64 of readable UTF-8. */
export function decodeBase64Text(text: string): string | undefined {
  const bytes = decodeBase64(text);
  if (!bytes) return undefined;
  try {
    const decoded = utf8.decode(bytes);
    return isReadable(decoded) ? decoded : undefined;
  } catch {
    // Not UTF-8, so not text that somebody encoded.
    return undefined;
  }
}

/** Each byte as one character, or nothing when the text is not base64. */
export function decodeBase64Bytes(text: string): string | undefined {
  const bytes = decodeBase64(text);
  if (!bytes) return undefined;
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return binary;
}

/** In the alphabet and with the padding of `like`. */
export function encodeBase64Text(text: string, like = '+/='): string {
  return inManner(encodeBytes(new TextEncoder().encode(text)), like);
}

export const encodeBase64Bytes = (binary: string): string =>
  encodeBytes(Uint8Array.from(binary, (character) => character.charCodeAt(0) & 255));

function decodeBase64(text: string): Uint8Array | undefined {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(standard) || standard.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
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

function isReadable(text: string): boolean {
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return false;
  }
  return true;
}
