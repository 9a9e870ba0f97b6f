import { appendFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Notes which npm packages end up in what ships, one a line, in the file that BUNDLED_PACKAGES names; without it does
 * nothing. Everything is a development dependency here, so a package manager cannot tell: see `scripts/audit.mjs`.
 */
export const bundledPackages = (): Plugin => ({
  name: 'bundled-packages',
  generateBundle(_options, bundle) {
    const list = process.env.BUNDLED_PACKAGES;
    if (!list) return;
    const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? Object.keys(part.modules) : []));
    for (const name of new Set(modules.flatMap(packageOf))) appendFileSync(list, `${name}\n`);
  },
});

/** `node_modules/@scope/name` of a module, as package-lock.json writes it. */
const packageOf = (module: string): string[] => {
  const found = /^.*?\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/'));
  return found?.[1] ? [found[1]] : [];
};
