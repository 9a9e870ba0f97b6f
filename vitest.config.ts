import './scripts/map-group-by.mjs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
// `wxt prepare` writes what gives the words, with the keys of locales/en.yml as its types.
const alias = { '@': root, '#i18n': `${root}/.wxt/i18n/index.ts` };
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** One project a kind of ground: plain Node, a DOM for components, a real Chromium for page observers, real DevTools. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          testTimeout: 30_000,
          // A worker of its own for each file would take a good part of the time.
          isolate: false,
          environment: 'node',
          include: ['test/{lib,house}/**/*.test.ts'],
          exclude: ['test/lib/{witness,routing,site-test}/page/**'],
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: 'dom',
          testTimeout: 30_000,
          isolate: false,
          environment: 'happy-dom',
          setupFiles: ['test/components/support/english.ts', 'test/components/support/popover.ts'],
          include: ['test/components/**/*.test.tsx'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'page',
          testTimeout: 30_000,
          include: ['test/lib/{witness,routing,site-test}/page/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium, args: ['--no-sandbox'] } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      ...(['chromium', 'firefox'] as const).map((browser) => ({
        resolve: { alias },
        test: {
          name: browser,
          environment: 'node' as const,
          include: [`test/e2e/${browser}/**/*.test.ts`],
          fileParallelism: false,
          // The corpus shows its pages in as many browsers.
          maxConcurrency: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
