import { pathToFileURL } from 'node:url';
import type { CommandIo } from '@/lib/cli/command';

/** An io that keeps what is said, and stops when told. */
export type TestIo = CommandIo & {
  lines: string[];
  errors: string[];
  stop(): void;
  /** The first line that matches, as soon as it is there. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
};

/** Small, so that what is looked for in the beginning does not come at once. */
const INPUT_CHUNK = 1000;

export function aTestIo({ input = '', scriptsDir = '/nowhere/' } = {}): TestIo {
  const lines: string[] = [];
  const errors: string[] = [];
  const waiting = new Set<() => void>();
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const find = (pattern: RegExp) => lines.map((line) => pattern.exec(line)).find((match) => match !== null);
  return {
    lines,
    errors,
    stop: () => stop(),
    out(line) {
      lines.push(line);
      for (const check of waiting) check();
    },
    err: (line) => void errors.push(line),
    readInput: async () => input,
    async *inputChunks() {
      for (let at = 0; at < input.length; at += INPUT_CHUNK) yield input.slice(at, at + INPUT_CHUNK);
    },
    scriptsDir: pathToFileURL(scriptsDir),
    version: '9.9.9',
    stopRequested: () => stopped,
    line: (pattern) =>
      new Promise((resolve) => {
        const check = () => {
          const match = find(pattern);
          if (!match) return;
          waiting.delete(check);
          resolve(match);
        };
        waiting.add(check);
        check();
      }),
  };
}
