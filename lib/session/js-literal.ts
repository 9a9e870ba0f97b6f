import type { Json } from '@/lib/model/json';

/**
 * Reads a JavaScript value as people paste it from code (unquoted keys, single quotes, trailing commas, comments)
 * without running anything. What is no plain value is refused with its place and text.
 */
export type LiteralReading = { ok: true; value: Json; end: number } | { ok: false; message: string; at: number };

const DEPTH_LIMIT = 100;
const NUMBER = /[+-]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const BLANK = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
/** What an expression may go on with, for naming it whole in a message. */
const EXPRESSION = /[^,;:\n{}[\]]+/y;

class Refusal extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** One value from `start`; `end` is behind it and the blanks after it. */
export function readLiteral(source: string, start = 0): LiteralReading {
  return guarded(() => {
    const reader = new Reader(source, start);
    const value = reader.value(0);
    return { ok: true, value, end: reader.skip() };
  });
}

/** The arguments of a call, from behind its `(`; `end` is behind its `)`. */
export function readArguments(source: string, start: number): LiteralReading {
  return guarded(() => {
    const reader = new Reader(source, start);
    const value = reader.list(')', 0);
    return { ok: true, value, end: reader.skip() };
  });
}

function guarded(read: () => LiteralReading): LiteralReading {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, message: error.message, at: error.at };
    throw error;
  }
}

class Reader {
  readonly #source: string;
  #index: number;

  constructor(source: string, index: number) {
    this.#source = source;
    this.#index = index;
  }

  skip(): number {
    this.#match(BLANK);
    return this.#index;
  }

  value(depth: number): Json {
    if (depth > DEPTH_LIMIT) throw new Refusal('This is nested too deep.', this.#index);
    this.skip();
    const at = this.#index;
    const character = this.#source[at];
    if (character === undefined) throw new Refusal('The text ends where a value should be.', at);
    if (character === '{') return this.#ended(this.#object(depth), at);
    if (character === '[') {
      this.#index += 1;
      return this.#ended(this.list(']', depth), at);
    }
    if (character === '"' || character === "'" || character === '`') return this.#ended(this.#string(character), at);
    const number = this.#match(NUMBER);
    if (number !== undefined && number !== '') return this.#ended(this.#number(number, at), at);
    return this.#word(at);
  }

  list(close: ')' | ']', depth: number): Json[] {
    const items: Json[] = [];
    for (;;) {
      this.skip();
      if (this.#take(close)) return items;
      items.push(this.value(depth + 1));
      this.skip();
      if (this.#take(close)) return items;
      if (!this.#take(',')) throw this.#unexpected(`a comma or ${close}`);
    }
  }

  #object(depth: number): Json {
    this.#index += 1;
    const fields: [string, Json][] = [];
    for (;;) {
      this.skip();
      if (this.#take('}')) return Object.fromEntries(fields);
      const at = this.#index;
      const key = this.#key();
      this.skip();
      if (!this.#take(':')) {
        // `{ email }` and methods need the code around them.
        throw new Refusal(`\`${key}\` has no value here. Write \`${key}: …\` with a sample value.`, at);
      }
      fields.push([key, this.value(depth + 1)]);
      this.skip();
      if (this.#take('}')) return Object.fromEntries(fields);
      if (!this.#take(',')) throw this.#unexpected('a comma or }');
    }
  }

  #key(): string {
    const at = this.#index;
    const character = this.#source[at];
    if (character === '"' || character === "'") return this.#string(character);
    const key = this.#match(WORD) ?? this.#match(NUMBER);
    if (key) return key;
    if (character === undefined) throw this.#unexpected('a key or }');
    const expression = this.#expression();
    throw new Refusal(`\`${expression}\` is not a plain key.`, at);
  }

  #string(quote: string): string {
    const at = this.#index;
    let text = '';
    for (this.#index += 1; this.#index < this.#source.length; this.#index += 1) {
      const character = this.#source[this.#index] ?? '';
      if (character === quote) {
        this.#index += 1;
        return text;
      }
      if (quote === '`' && character === '$' && this.#source[this.#index + 1] === '{') {
        throw new Refusal('A template has an expression in it. Replace it by a sample value.', this.#index);
      }
      if (character === '\n' && quote !== '`') break;
      if (character === '\\') text += this.#escape();
      else text += character;
    }
    throw new Refusal('A quote is opened and never closed.', at);
  }

  #escape(): string {
    this.#index += 1;
    const rest = this.#source.slice(this.#index, this.#index + 12);
    const code = /^(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2}))/i.exec(rest);
    if (code) {
      this.#index += code[0].length - 1;
      const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16);
      if (point > 0x10ffff) throw new Refusal('A character escape is out of range.', this.#index);
      return code[1] === undefined ? String.fromCharCode(point) : String.fromCodePoint(point);
    }
    const character = rest[0] ?? '';
    const known: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '' };
    return known[character] ?? character;
  }

  #number(text: string, at: number): Json {
    const plain = text.replaceAll('_', '');
    const sign = plain.startsWith('-') ? -1 : 1;
    const value = Number(plain.replace(/^[+-]/, '')) * sign;
    if (!Number.isFinite(value)) throw new Refusal(`\`${text}\` is not a number that JSON can carry.`, at);
    return value;
  }

  #word(at: number): Json {
    const expression = this.#expression();
    switch (expression) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      case 'undefined':
        return { $type: 'undefined' };
      case 'NaN':
        return { $type: 'number', text: 'NaN' };
    }
    if (expression === '') throw this.#unexpected('a value');
    throw new Refusal(`\`${expression}\` is an expression, not a value. Replace it by a sample value.`, at);
  }

  /** A value goes on as an expression when an operator follows it: `'a' + id`, `{…}.x`. */
  #ended(value: Json, at: number): Json {
    const end = this.#index;
    this.skip();
    if (/[+\-*/%.?&|<>=(`]/.test(this.#source[this.#index] ?? '')) {
      this.#match(EXPRESSION);
      const whole = this.#source.slice(at, Math.min(this.#index, at + 60)).trim();
      throw new Refusal(`\`${whole}\` is an expression, not a value. Replace it by a sample value.`, at);
    }
    this.#index = end;
    return value;
  }

  #expression(): string {
    const start = this.#index;
    this.#match(EXPRESSION);
    // A call's own brackets belong to it, the bracket around a list of arguments does not.
    let depth = 0;
    for (let index = start; index < this.#index; index += 1) {
      if (this.#source[index] === '(') depth += 1;
      if (this.#source[index] === ')' && --depth < 0) {
        this.#index = index;
        break;
      }
    }
    return this.#source.slice(start, this.#index).trim();
  }

  #take(mark: string): boolean {
    if (this.#source[this.#index] !== mark) return false;
    this.#index += 1;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#index;
    const match = pattern.exec(this.#source);
    if (!match) return undefined;
    this.#index += match[0].length;
    return match[0];
  }

  #unexpected(wanted: string): Refusal {
    const found = this.#source[this.#index];
    return new Refusal(
      found === undefined ? `The text ends where ${wanted} should be.` : `Expected ${wanted} instead of \`${found}\`.`,
      this.#index,
    );
  }
}
