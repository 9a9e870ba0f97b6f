/** Splits a command as a POSIX shell, or Windows' command prompt, would: quotes and escapes undone, nothing expanded. */
export type ShellWords = { ok: true; words: string[] } | { ok: false; message: string };

export function splitShellWords(command: string): ShellWords {
  return isCommandPrompt(command) ? splitCommandPrompt(command) : splitPosix(command);
}

/** Writes a word so that a POSIX shell reads it as it is. */
export function quoteShellWord(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** "Copy as cURL (cmd)" escapes quotes and line ends with a caret. */
const isCommandPrompt = (command: string): boolean => /\^["\r\n]|\^$/.test(command);

function splitPosix(command: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  for (let index = 0; index < command.length; ) {
    const character = command[index] ?? '';
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      // What follows an unquoted line end is another command.
      if (character === '\n' && words.length > 0) break;
      index += 1;
      continue;
    }
    if (';|&'.includes(character)) break;
    const part = readPart(command, index);
    if (!part) return { ok: false, message: 'A quote is opened and never closed. Copy the whole command.' };
    // A backslash before a line end joins the lines.
    if (part.text !== undefined) word = (word ?? '') + part.text;
    index = part.end;
  }
  if (word !== undefined) words.push(word);
  return { ok: true, words };
}

type Part = { text: string | undefined; end: number };

function readPart(command: string, index: number): Part | undefined {
  const character = command[index] ?? '';
  if (character === "'") return upTo(command, index + 1, "'", (text) => text);
  if (character === '$' && command[index + 1] === "'") return readAnsiC(command, index + 2);
  if (character === '"') return readDoubleQuoted(command, index + 1);
  if (character !== '\\') return { text: character, end: index + 1 };
  const next = command[index + 1];
  if (next === '\n') return { text: undefined, end: index + 2 };
  if (next === '\r' && command[index + 2] === '\n') return { text: undefined, end: index + 3 };
  return { text: next ?? '', end: index + 2 };
}

function upTo(command: string, start: number, mark: string, read: (text: string) => string): Part | undefined {
  const end = command.indexOf(mark, start);
  return end < 0 ? undefined : { text: read(command.slice(start, end)), end: end + 1 };
}

function readDoubleQuoted(command: string, start: number): Part | undefined {
  let text = '';
  for (let index = start; index < command.length; index += 1) {
    const character = command[index];
    if (character === '"') return { text, end: index + 1 };
    if (character === '\\') {
      const next = command[index + 1] ?? '';
      index += 1;
      if (next === '\n') continue;
      text += '$`"\\'.includes(next) ? next : `\\${next}`;
    } else text += character;
  }
  return undefined;
}

const ANSI_C: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** `$'…'`, in which browsers write what single quotes cannot hold. */
function readAnsiC(command: string, start: number): Part | undefined {
  let text = '';
  for (let index = start; index < command.length; index += 1) {
    const character = command[index];
    if (character === "'") return { text, end: index + 1 };
    if (character !== '\\') {
      text += character;
      continue;
    }
    const code = /^(?:u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|x([0-9a-f]{1,2}))/i.exec(command.slice(index + 1, index + 11));
    const digits = code?.[1] ?? code?.[2] ?? code?.[3];
    if (code && digits !== undefined) {
      const point = Number.parseInt(digits, 16);
      text += point <= 0x10ffff ? String.fromCodePoint(point) : '';
      index += code[0].length;
      continue;
    }
    const next = command[index + 1] ?? '';
    text += ANSI_C[next] ?? next;
    index += 1;
  }
  return undefined;
}

function splitCommandPrompt(command: string): ShellWords {
  const plain = command.replace(/\^\r?\n\s*/g, ' ').replace(/\^([\s\S])/g, '$1');
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let index = 0; index < plain.length; index += 1) {
    const character = plain[index] ?? '';
    if (character === '\\' && plain[index + 1] === '"') {
      word = `${word ?? ''}"`;
      index += 1;
    } else if (character === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quoted) return { ok: false, message: 'A quote is opened and never closed. Copy the whole command.' };
  if (word !== undefined) words.push(word);
  return { ok: true, words };
}
