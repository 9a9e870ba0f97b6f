/**
 * Finds places in JSON text: where it stops being JSON, and where the value at a path stands. `JSON.parse` gives
 * neither reliably, and a person with a broken state file needs the line.
 */

export type Place = { line: number; column: number };

export type JsonPath = (string | number)[];

export type Scan = { kind: 'fault'; at: Place; message: string } | { kind: 'found'; at: Place };

/** The place of the value at `path`, or of the deepest one on its way that exists; or the first fault of the text. */
export function scanJson(text: string, path: JsonPath = []): Scan {
  const scanner = new Scanner(text, path);
  const fault = scanner.run();
  if (fault) return { kind: 'fault', at: placeOf(text, fault.offset), message: fault.message };
  return { kind: 'found', at: placeOf(text, scanner.found) };
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

type Fault = { offset: number; message: string };

class JsonFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings may not hold them, which is the point
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;
const DEEPEST = 200;

class Scanner {
  found = 0;
  readonly #text: string;
  readonly #path: JsonPath;
  #offset = 0;
  #matched = -1;

  constructor(text: string, path: JsonPath) {
    this.#text = text;
    this.#path = path;
  }

  run(): Fault | null {
    try {
      this.#value(0, true);
      this.#space();
      if (this.#offset < this.#text.length) this.#fail('Nothing may follow the value');
      return null;
    } catch (error) {
      if (error instanceof JsonFault) return error.fault;
      throw error;
    }
  }

  #fail(message: string): never {
    throw new JsonFault({ offset: this.#offset, message });
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text)?.[0] ?? null;
    if (match !== null) this.#offset += match.length;
    return match;
  }

  #space(): void {
    this.#take(SPACE);
  }

  #peek(): string {
    return this.#text[this.#offset] ?? '';
  }

  /** `onPath`: every step down to here was one of the path's. */
  #value(depth: number, onPath: boolean): void {
    if (depth > DEEPEST) this.#fail('Nested too deeply');
    this.#space();
    if (onPath && depth > this.#matched) {
      this.#matched = depth;
      this.found = this.#offset;
    }
    const step = onPath ? this.#path[depth] : undefined;
    const first = this.#peek();
    if (first === '{') this.#object(depth, step);
    else if (first === '[') this.#array(depth, step);
    else if (first === '"') this.#string();
    else if (this.#take(WORD) === null && this.#take(NUMBER) === null) {
      this.#fail(first === '' ? 'The text ends too early' : 'A value is expected here');
    }
  }

  #string(): string {
    const literal = this.#take(STRING);
    if (literal === null) this.#fail('This string does not end, or has a character that must be escaped');
    const parsed: string = JSON.parse(literal);
    return parsed;
  }

  #object(depth: number, step: string | number | undefined): void {
    this.#offset += 1;
    this.#space();
    if (this.#peek() === '}') {
      this.#offset += 1;
      return;
    }
    for (;;) {
      this.#space();
      if (this.#peek() !== '"') this.#fail('A name in double quotes is expected here');
      const name = this.#string();
      this.#space();
      if (this.#peek() !== ':') this.#fail('A colon is expected after the name');
      this.#offset += 1;
      this.#value(depth + 1, step !== undefined && name === String(step));
      if (this.#closes('}')) return;
    }
  }

  #array(depth: number, step: string | number | undefined): void {
    this.#offset += 1;
    this.#space();
    if (this.#peek() === ']') {
      this.#offset += 1;
      return;
    }
    for (let index = 0; ; index += 1) {
      this.#value(depth + 1, step !== undefined && String(index) === String(step));
      if (this.#closes(']')) return;
    }
  }

  /** Past a comma, or past the closing mark. */
  #closes(mark: '}' | ']'): boolean {
    this.#space();
    const next = this.#peek();
    if (next !== ',' && next !== mark) this.#fail(`A comma or "${mark}" is expected here`);
    this.#offset += 1;
    return next === mark;
  }
}
