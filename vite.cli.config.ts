import { chmod, copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';
import { bundledPackages } from './bundled-packages.config';
import { STAND_IN_HEADER } from './lib/mock/stand-in/header';

/** Builds the command line: one self-contained file for Node, and beside it the stand-in tracker under its names. */

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
const outDir = `${root}/dist/cli`;
const alias = { '@': root };

const SCRIPT_NAMES = ['', '-local', '-uat', '-v1', '-v2'].map((suffix) => `affitor-tracker${suffix}.js`);

function standIn(): Plugin {
  return {
    name: 'affitor-stand-in',
    apply: 'build',
    async closeBundle() {
      const [first = 'affitor-tracker.js', ...copies] = SCRIPT_NAMES;
      await build({
        configFile: false,
        logLevel: 'warn',
        resolve: { alias },
        build: {
          outDir: `${outDir}/js`,
          emptyOutDir: true,
          target: 'es2022',
          minify: false,
          copyPublicDir: false,
          lib: {
            entry: `${root}/lib/mock/stand-in/script.ts`,
            formats: ['iife'],
            name: 'standIn',
            fileName: () => first,
          },
          rolldownOptions: { output: { banner: STAND_IN_HEADER } },
        },
      });
      for (const name of copies) await copyFile(`${outDir}/js/${first}`, `${outDir}/js/${name}`);
      await chmod(`${outDir}/affitor-inspector.mjs`, 0o755);
    },
  };
}

export default defineConfig({
  resolve: { alias },
  plugins: [standIn(), bundledPackages()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    ssr: `${root}/lib/cli/bin.ts`,
    rolldownOptions: {
      output: { entryFileNames: 'affitor-inspector.mjs', codeSplitting: false, banner: '#!/usr/bin/env node' },
    },
  },
});
