import type { Json } from '@/lib/model/json';
import { fieldOf, isJsonObject, textField } from '@/lib/tracker/decode';
import { parseUrl } from '@/lib/tracker/endpoint';

/** URLs, times and values in the few words that a row has room for. */

/** Host and path: what a row has room for. */
export function shortUrl(url: string): string {
  const parsed = parseUrl(url);
  return parsed?.host ? `${parsed.host}${parsed.pathname}` : url;
}

/** `212 ms`, `1.43 s`. */
export function duration(ms: number): string {
  return Math.abs(ms) < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** A value in a few words: objects by their fields' names. */
export function preview(value: Json | undefined): string {
  if (value === undefined) return '';
  if (isJsonObject(value)) {
    const type = fieldOf(value, '$type');
    if (typeof type === 'string') return textField(value, 'text') ?? type;
    const names = Object.keys(value);
    return `{${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''}}`;
  }
  if (Array.isArray(value)) return `[${value.length}]`;
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
