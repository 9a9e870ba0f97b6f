import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endWithProcess } from './interruption';
import { connectMarionette, type Marionette } from './marionette';
import { browserPath } from './paths';
import { until, within } from './until';

/** Starts Firefox on a profile of its own, with Marionette listening, and ends both. */

/** Nothing that opens tabs, asks questions or goes to the network by itself. */
const PREFERENCES: Record<string, string | number | boolean> = {
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.download.alwaysOpenPanel': false,
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.helperApps.neverAsk.saveToDisk': 'application/json',
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.tabs.warnOnClose': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'devtools.selfxss.count': 100,
  'devtools.webconsole.timestampMessages': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'marionette.port': 0,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'termsofuse.bypassNotification': true,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

export type FirefoxProcess = {
  marionette: Marionette;
  downloads: string;
  ended: Promise<void>;
  crash(): Promise<void>;
  close(): Promise<void>;
};

export type FirefoxOptions = {
  headless: boolean;
  preferences?: typeof PREFERENCES;
  /** A folder that is kept; without it, a new one that is not. */
  profile?: string | undefined;
};

const quit = async (child: ChildProcess, marionette: Marionette | undefined, ended: Promise<void>) => {
  // The answer may never come: the browser goes while it answers.
  marionette?.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
  if (!marionette) child.kill();
  try {
    await within(ended, { what: 'Closing Firefox', timeoutMs: 10_000 });
  } catch {
    child.kill('SIGKILL');
    await ended;
  }
  marionette?.close();
};

export const startFirefox = async ({
  headless,
  preferences = {},
  profile: kept,
}: FirefoxOptions): Promise<FirefoxProcess> => {
  const profile = kept ?? (await mkdtemp(path.join(tmpdir(), 'affitor-inspector-firefox-')));
  // With port 0 Firefox chooses, and writes its choice here; what is there is of an earlier one.
  const portFile = path.join(profile, 'MarionetteActivePort');
  await rm(portFile, { force: true });
  const downloads = await mkdtemp(path.join(tmpdir(), 'affitor-inspector-downloads-'));
  const all = { ...PREFERENCES, 'browser.download.dir': downloads, ...preferences };
  const lines = Object.entries(all).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  await writeFile(path.join(profile, 'user.js'), lines.join('\n'));

  const child = spawn(
    browserPath('FIREFOX_PATH'),
    [
      ...(headless ? ['--headless'] : []),
      '--no-remote',
      '--new-instance',
      '--profile',
      profile,
      '--marionette',
      '--remote-allow-system-access',
      '--width=1400',
      '--height=900',
    ],
    { stdio: 'ignore', env: { ...process.env, MOZ_HEADLESS_WIDTH: '1400', MOZ_HEADLESS_HEIGHT: '900' } },
  );
  endWithProcess(child);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let marionette: Marionette | undefined;
  const close = async () => {
    await quit(child, marionette, ended);
    if (kept === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    await rm(downloads, { recursive: true, force: true });
  };

  try {
    const port = await until(
      () => (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8').trim()) : 0),
      (value) => value > 0,
      { what: 'Firefox to open its remote protocol', timeoutMs: 60_000 },
    );
    marionette = await connectMarionette(port);
    await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true });
    await marionette.send('WebDriver:SetTimeouts', { script: 60_000, pageLoad: 60_000 });
    const crash = async () => {
      child.kill('SIGKILL');
      await within(ended, { what: 'The end of Firefox' });
    };
    return { marionette, downloads, ended, crash, close };
  } catch (error) {
    await close();
    throw error;
  }
};
