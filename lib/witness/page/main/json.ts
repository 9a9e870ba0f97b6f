import { isObject } from './natives';

const quote = JSON.stringify;

/**
 * JSON of what our own code made. `JSON.stringify` would ask for `toJSON`, which some pages put on every list or
 * object; here only strings and numbers reach it.
 */
export function toJson(value: unknown): string {
  if (!isObject(value)) return quote(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) text += `${index ? ',' : ''}${toJson(value[index])}`;
    return `[${text}]`;
  }
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) text += `${text && ','}${quote(key)}:${toJson(member)}`;
  }
  return `{${text}}`;
}
