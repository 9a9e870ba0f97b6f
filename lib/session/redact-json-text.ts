/**
 * Replaces strings and numbers inside JSON text where they stand, so that spacing, number formats and the order of
 * keys stay, and a body that was cut off in the middle is treated like a whole one.
 */

export type JsonTextVisitor = {
  /** `key` is the nearest key above, `parent` the one above that; a list's items have the list's key. */
  string(value: string, key: string, parent: string): string;
  number(digits: string, key: string, parent: string): string;
  key(key: string): string;
};

type Level = { isObject: boolean; key: string; parent: string; awaitsKey: boolean };

/** A JSON string token, or what is left of one where the text ends. */
const STRING = /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

export function rewriteJsonText(text: string, visitor: JsonTextVisitor): string {
  const levels: Level[] = [];
  let result = '';
  let copied = 0;
  const put = (start: number, end: number, replacement: string) => {
    result += text.slice(copied, start) + replacement;
    copied = end;
  };
  for (let index = 0; index < text.length; ) {
    const level = levels.at(-1);
    const character = text[index];
    if (character === '"') {
      STRING.lastIndex = index;
      const token = STRING.exec(text)?.[0] ?? '"';
      const replaced = level?.awaitsKey
        ? rewriteKey(token, level, visitor)
        : rewriteValue(token, text, index, level, visitor);
      if (replaced !== token) put(index, index + token.length, replaced);
      index += token.length;
      continue;
    }
    NUMBER.lastIndex = index;
    const digits = /[-\d]/.test(character ?? '') ? NUMBER.exec(text)?.[0] : undefined;
    if (digits !== undefined) {
      const replaced = visitor.number(digits, level?.key ?? '', level?.parent ?? '');
      if (replaced !== digits) put(index, index + digits.length, replaced);
      index += digits.length;
      continue;
    }
    if (character === '{' || character === '[') levels.push(openLevel(character === '{', level));
    else if (character === '}' || character === ']') levels.pop();
    else if (character === ',' && level?.isObject) level.awaitsKey = true;
    index += 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function openLevel(isObject: boolean, above: Level | undefined): Level {
  if (!isObject) return { isObject, key: above?.key ?? '', parent: above?.parent ?? '', awaitsKey: false };
  return { isObject, key: '', parent: above?.key ?? '', awaitsKey: true };
}

function rewriteKey(token: string, level: Level, visitor: JsonTextVisitor): string {
  const key = readToken(token);
  level.key = key;
  level.awaitsKey = false;
  return writeToken(token, key, visitor.key(key));
}

function rewriteValue(
  token: string,
  text: string,
  index: number,
  level: Level | undefined,
  visitor: JsonTextVisitor,
): string {
  const value = readToken(token);
  const after = text.slice(index + token.length, index + token.length + 40);
  // `{"name": "theme", "value": "dark"}` names a thing, whatever is called so.
  const key = level?.key === 'name' && /^\s*,\s*"(?:value|price|sku|amount)"/.test(after) ? '' : (level?.key ?? '');
  return writeToken(token, value, visitor.string(value, key, level?.parent ?? ''));
}

function readToken(token: string): string {
  const isWhole = token.length > 1 && token.endsWith('"');
  try {
    return JSON.parse(isWhole ? token : `${token.replace(/\\(?:u[0-9a-f]{0,3})?$/i, '')}"`) as string;
  } catch {
    // Control characters or a wrong escape: read it as it stands.
    return token.slice(1, isWhole ? -1 : undefined);
  }
}

function writeToken(token: string, before: string, after: string): string {
  if (before === after) return token;
  const written = JSON.stringify(after);
  return token.length > 1 && token.endsWith('"') ? written : written.slice(0, -1);
}
