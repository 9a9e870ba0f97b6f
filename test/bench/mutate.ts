import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '@/test/e2e/support/paths';

/**
 * Takes each observer and each witness out in turn, builds, and shows that some test turns red: without this nobody
 * knows whether the tests would notice. It edits the sources and puts them back, so run it in a copy of the project.
 */

type Mutation = { what: string; file: string; from: string; to: string; tests: string[] };

const MATRIX = ['chromium', 'test/e2e/chromium/matrix.test.ts'];
/** Observers' tests wait for what is to be seen; what is not there would be waited for long. */
const observers = (file: string) => ['page', `test/lib/witness/page/${file}.test.ts`, '--testTimeout', '8000'];
const PAGE = 'lib/witness/page/main/observe-main.ts';
const BACKGROUND = 'entrypoints/background/index.ts';
const inPage = (name: string, file: string, from = `${name}, `): Mutation => ({
  what: `page: ${name}`,
  file: PAGE,
  from,
  to: '',
  tests: observers(file),
});

const MUTATIONS: Mutation[] = [
  inPage('observeFetch', 'fetch'),
  inPage('observeXhr', 'xhr'),
  inPage('observeBeacon', 'senders'),
  inPage('observeImages', 'senders'),
  inPage('observeForms', 'senders'),
  inPage('observeUncaught', 'uncaught', ', observeUncaught'),
  inPage('observeQueue and observeGlobal', 'queue', 'observeQueue(observeGlobal());'),
  inPage('observeConsole', 'console'),
  inPage('observeCookies', 'cookie', ', observeCookies'),
  {
    what: 'page: script elements',
    file: 'lib/witness/page/isolated/observe-isolated.ts',
    from: 'observeScripts(desk, requests, exit.signal);',
    to: '',
    tests: observers('script'),
  },
  {
    what: 'page: navigations within a document',
    file: 'lib/witness/page/isolated/observe-isolated.ts',
    from: 'const noticeMove = observeNavigation(desk);',
    to: 'const noticeMove = () => {};',
    tests: observers('navigation'),
  },
  {
    what: 'browser: webRequest',
    file: 'entrypoints/background/network.ts',
    from: 'listenToHosts({ urls: [...hostPatterns(builtInHosts), SCRIPT_ANYWHERE] });',
    to: '',
    tests: MATRIX,
  },
  {
    what: 'browser: cookies',
    file: 'entrypoints/background/cookies.ts',
    from: 'browser.cookies.onChanged.addListener((change) => {',
    to: 'void ((change) => {',
    tests: ['chromium', 'test/e2e/chromium/panel-answers.test.ts', '-t', 'deleted cookie'],
  },
  {
    what: 'browser: what belongs to no tab',
    file: BACKGROUND,
    from: 'tabId < 0 ? await attribute(report.requestId, initiator) : [tabId]',
    to: '[tabId]',
    tests: MATRIX,
  },
  {
    what: 'network: DevTools',
    file: 'entrypoints/devtools/main.ts',
    from: 'connection.observe(reports.map(',
    to: 'void (reports.map(',
    tests: MATRIX,
  },
  {
    what: 'relay: what pages leave behind',
    file: 'entrypoints/background/leftovers.ts',
    from: "if (area === 'local' && isLeft) listener();",
    to: 'void listener;',
    tests: MATRIX,
  },
];

const run = (args: string[]) => spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'ignore' }).status === 0;

/** Observers are tested from their sources, all else as built. A build that fails proves nothing about the tests. */
const isRed = ([project = '', ...files]: string[]): boolean => {
  const isBuilt = project === 'page' || run(['node_modules/wxt/bin/wxt.mjs', 'build', '-b', 'chrome']);
  if (!isBuilt) throw new Error('The project does not build without it: mutate it otherwise.');
  return !run(['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', '--project', project, ...files]);
};

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const chosen = MUTATIONS.filter(({ what }) => !only || what.includes(only));
for (const tests of new Map(chosen.map((one) => [one.tests.join(' '), one.tests])).values()) {
  if (isRed(tests)) throw new Error(`${tests.join(' ')} is red with nothing taken out, which would prove nothing.`);
}
let unnoticed = 0;
for (const { what, file, from, to, tests } of chosen) {
  const target = path.join(ROOT, file);
  const before = readFileSync(target, 'utf8');
  if (!before.includes(from)) throw new Error(`${file} no longer says "${from}": tell this script what it says now.`);
  writeFileSync(target, before.replace(from, to));
  try {
    const red = isRed(tests);
    if (!red) unnoticed += 1;
    console.log(`${red ? '✓ red  ' : '✗ green'} without ${what}`);
  } finally {
    writeFileSync(target, before);
  }
}
process.exitCode = unnoticed;
