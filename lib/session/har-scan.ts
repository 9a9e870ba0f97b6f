import type { Json } from '@/lib/model/json';
import { parseUntrustedJson } from './safe-json';

/**
 * Reads a HAR as it comes, piece by piece: each entry is handed on and forgotten, so that a file of hundreds of
 * megabytes needs no more memory than its largest entry.
 */
export type HarPart = 'entry' | 'page' | 'creator' | 'browser';

export type HarScanner = {
  write(chunk: string): void;
  /** What is wrong with the whole, when something is. */
  end(): 'truncated' | 'syntax' | 'foreign' | undefined;
};

const LISTS: Record<string, HarPart> = { entries: 'entry', pages: 'page' };
const OBJECTS: Record<string, HarPart> = { creator: 'creator', browser: 'browser' };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN = [0x7b, 0x5b];
const CLOSE = [0x7d, 0x5d];

/** `onPart` gets each part as parsed JSON; what does not parse is counted as a syntax error. */
export function createHarScanner(onPart: (part: HarPart, value: Json) => void): HarScanner {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let isDone = false;
  let hasEntries = false;
  let fault: 'syntax' | undefined;
  /** The latest string outside captured parts, and the keys above the place we are at. */
  let string = '';
  const keys: string[] = [];
  let captured: { part: HarPart; depth: number; pieces: string[] } | undefined;

  const partAt = (character: number): HarPart | undefined => {
    if (character !== OPEN[0] || keys[1] !== 'log') return undefined;
    if (depth === 3) return OBJECTS[keys[2] ?? ''];
    return depth === 4 ? LISTS[keys[2] ?? ''] : undefined;
  };

  const close = (chunk: string, start: number, end: number) => {
    if (!captured) return;
    const text = [...captured.pieces, chunk.slice(start, end)].join('');
    const parsed = parseUntrustedJson(text);
    if (parsed.ok) onPart(captured.part, parsed.value);
    else fault = 'syntax';
    captured = undefined;
  };

  /** Where the string goes on in this chunk, past its end when it ends here. */
  const skipString = (chunk: string, from: number): number => {
    let index = from;
    for (; index < chunk.length; index += 1) {
      const character = chunk.charCodeAt(index);
      if (isEscaped) isEscaped = false;
      else if (character === BACKSLASH) isEscaped = true;
      else if (character === QUOTE) {
        inString = false;
        break;
      }
    }
    if (!captured && depth <= 2) string += chunk.slice(from, index);
    return index + 1;
  };

  return {
    write(chunk) {
      let start = 0;
      for (let index = 0; index < chunk.length && !isDone; ) {
        if (inString) {
          index = skipString(chunk, index);
          continue;
        }
        const character = chunk.charCodeAt(index);
        if (character === QUOTE) {
          inString = true;
          string = '';
        } else if (OPEN.includes(character)) {
          depth += 1;
          const part = captured ? undefined : partAt(character);
          if (part) {
            captured = { part, depth, pieces: [] };
            start = index;
          } else if (depth === 3 && keys[1] === 'log' && keys[2] === 'entries') hasEntries = true;
        } else if (CLOSE.includes(character)) {
          if (captured?.depth === depth) close(chunk, start, index + 1);
          depth -= 1;
          isDone = depth <= 0;
        } else if (!captured && depth <= 2 && character === COLON) keys[depth] = string;
        else if (!captured && depth <= 2 && character === COMMA) string = '';
        index += 1;
      }
      if (captured) captured.pieces.push(chunk.slice(start));
    },
    end() {
      if (fault) return fault;
      if (!isDone) return depth > 0 ? 'truncated' : 'syntax';
      return hasEntries ? undefined : 'foreign';
    },
  };
}
