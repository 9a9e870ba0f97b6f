import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';

/** Packs an extension's folder, for a browser that keeps what is installed from a file alone. */
export const packXpi = async (folder: string, file: string): Promise<void> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const packed = await Promise.all(
    files.map(async (each) => [path.relative(folder, each).replaceAll(path.sep, '/'), await readFile(each)] as const),
  );
  await writeFile(file, zipSync(Object.fromEntries(packed), { level: 1 }));
};
