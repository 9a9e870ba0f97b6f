import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readWorld, writeWorld } from '@/lib/mock/ledger/read-world';
import { seedWorld } from '@/lib/mock/ledger/seed';
import type { LedgerSnapshot } from '@/lib/model/ledger';

/** The mock's world on disk. A file that does not read is never written to. */
export type LoadedState = { ok: true; world: LedgerSnapshot; isNew: boolean } | { ok: false; message: string };

export async function loadState(path: string): Promise<LoadedState> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) return { ok: false, message: `${path} cannot be read: ${reasonOf(error)}` };
    return (await hasFolder(path))
      ? { ok: true, world: seedWorld(), isNew: true }
      : {
          ok: false,
          message: `There is no folder ${dirname(path)} to save ${path} in. Make it, or name another file.`,
        };
  }
  const read = readWorld(text);
  if (read.ok) return { ok: true, world: read.world, isNew: false };
  return { ok: false, message: `${path}, ${read.message} The file was left as it is.` };
}

/** Asked at the start: at the end it would be too late, and everything recorded lost. */
async function hasFolder(path: string): Promise<boolean> {
  try {
    return (await stat(dirname(path))).isDirectory();
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return false;
    throw error;
  }
}

/** Writes beside the file, then moves over it: whoever reads sees the old text or the new, never a part. */
export async function saveState(path: string, world: LedgerSnapshot): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(writeWorld(world));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new Error(`${path} could not be saved: ${reasonOf(error)}`, { cause: error });
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
