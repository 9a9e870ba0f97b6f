import type { StackFrame } from '@/lib/model/entry';

/** Reads `Error.prototype.stack` as Chromium and Firefox write it. */

const FRAME_LIMIT = 30;
const KNOWN_LIMIT = 500;

/** Stacks repeat: one place in a page's code pushes and sends again and again. */
const known = new Map<string, StackFrame[]>();

export function parseStack(stack: string | undefined): StackFrame[] {
  if (!stack) return [];
  const before = known.get(stack);
  if (before) return before;
  const frames = stack
    .split('\n', FRAME_LIMIT)
    .flatMap((line) => parseFrame(line) ?? [])
    .slice(0, FRAME_LIMIT);
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(stack, frames);
  return frames;
}

/** `at name (url:1:2)`, `at url:1:2`, `name@url:1:2`, `@url:1:2`. */
function parseFrame(line: string): StackFrame | undefined {
  const chromium = /^\s*at (?:(?:async )?(.*?) \()?(?:eval at .*, )?(.*?):(\d+):(\d+)\)?$/.exec(line);
  const match = chromium ?? /^\s*(.*?)@(.*?):(\d+):(\d+)$/.exec(line);
  const [, name, url, lineNumber, column] = match ?? [];
  if (url === undefined) return undefined;
  const frame = { url, line: Number(lineNumber), column: Number(column) };
  return name ? { ...frame, functionName: name } : frame;
}
