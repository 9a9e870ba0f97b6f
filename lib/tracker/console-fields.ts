import type { Json, Snapshot } from '@/lib/model/json';
import { isJsonObject, parseJson } from './decode';

/** Reads the objects that the tracker's console lines print, as fields of text. */

/** An object's strings, numbers and booleans; what is deeper is left out. */
export function scalarFields(value: Snapshot): Record<string, string> {
  if (!isJsonObject(value)) return {};
  const scalars = Object.entries(value).filter(([, field]) => isScalar(field));
  return Object.fromEntries(scalars.map(([name, field]) => [name, String(field)]));
}

/** `{"a":1}`, `{name: "x", value: 2}` or `Object { name: "x" }`, as consoles print objects. */
export function fieldsOfText(text: string): Record<string, string> {
  const parsed = parseJson(text);
  if (parsed.ok) return scalarFields(parsed.value);
  const body = /\{(.*)\}/s.exec(text)?.[1];
  if (body === undefined) return {};
  const fields: [string, string][] = [];
  for (const match of body.matchAll(
    /["']?([A-Za-z_$][\w$-]*)["']?\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,{}[\]]+)/g,
  )) {
    const [, name, raw] = match;
    if (name === undefined || raw === undefined) continue;
    fields.push([name, /^["'].*["']$/s.test(raw) ? raw.slice(1, -1) : raw.trim()]);
  }
  return Object.fromEntries(fields);
}

function isScalar(value: Json): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
