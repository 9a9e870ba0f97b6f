import type { Header } from '@/lib/model/observation';

/** An answer's text as XMLHttpRequest gives it for a `responseType`; null where a browser gives null. */
export function decodeAs(
  type: XMLHttpRequestResponseType,
  answer: { body: string; headers: readonly Header[] },
  scope: Window & typeof globalThis,
): unknown {
  const { body, headers } = answer;
  const mimeType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/xml';
  switch (type) {
    case 'json':
      try {
        return scope.JSON.parse(body);
      } catch {
        // The standard's answer for a body that does not parse.
        return null;
      }
    case 'arraybuffer': {
      const bytes = new scope.TextEncoder().encode(body);
      return bytes.buffer;
    }
    case 'blob':
      return new scope.Blob([body], { type: mimeType });
    case 'document':
      return /html/.test(mimeType) ? new scope.DOMParser().parseFromString(body, 'text/html') : null;
    default:
      return body;
  }
}
