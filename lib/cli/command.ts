/** What a command is given and gives back: text out, an exit code, and nothing of `process`, so that tests can run it. */
export type CommandIo = {
  out(line: string): void;
  err(line: string): void;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** Standard input piece by piece, for what may be large. */
  inputChunks(): AsyncIterable<string>;
  /** Where the built stand-in scripts lie. */
  scriptsDir: URL;
  version: string;
  /** Resolves at Ctrl-C or SIGTERM; until a command calls this, those end the process as usual. */
  stopRequested(): Promise<void>;
};

export type Command = {
  summary: string;
  run(argv: string[], io: CommandIo): Promise<number>;
};

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** A wrong command line: said with the usage, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** `parseArgs` and everything like it throws for a wrong command line; that is the user's news, not ours. */
export function asUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
