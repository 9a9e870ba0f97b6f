import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Frame, type Page } from 'puppeteer-core';
import { openHarInNetwork, readConsoleLinks, selectExtensionPanel, setUiTheme, undock } from './chromium-front-end';
import { createActions } from './dom-actions';
import { type Driver, type DriverOptions, PANEL_TITLE, type PageUnderTest } from './inspector';
import { openPanelIn } from './panel';
import { browserPath, EXTENSIONS, extensionFolder } from './paths';
import { callText, type Remote } from './source';
import { until, untilLoaded, within } from './until';

/** Drives Chromium: the page through puppeteer, and our panel inside the real DevTools front end of that page. */

const isRoot = () => process.getuid?.() === 0;

const isPanelFrame = (frame: Frame) => {
  if (!URL.canParse(frame.url())) return false;
  const { protocol, pathname } = new URL(frame.url());
  return protocol === 'chrome-extension:' && pathname === '/panel.html';
};

/** What is not painted yet has one colour, of which a PNG takes next to nothing. */
const isPainted = (png: Uint8Array): boolean => {
  const header = new DataView(png.buffer, png.byteOffset);
  return png.length > (header.getUint32(16) * header.getUint32(20)) / 50;
};

const createPage = (page: Page): PageUnderTest => {
  let emulation: CDPSession | undefined;
  const evaluate = async <A extends unknown[], T>(fn: Remote<A, T>, ...args: A): Promise<T> =>
    (await page.evaluate(callText(fn, args))) as T;
  return {
    goto: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    url: async () => page.url(),
    evaluate,
    ...createActions(evaluate),
    emulate: async ({ reducedMotion = false, forcedColors = false, viewport }) => {
      // Puppeteer's own call knows no forced colours.
      emulation ??= await page.createCDPSession();
      const features = [
        { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
        { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
      ];
      await emulation.send('Emulation.setEmulatedMedia', { features });
      await page.setViewport(viewport ? { ...viewport, deviceScaleFactor: viewport.scale ?? 1 } : null);
    },
    unheard: async (run) => {
      // Puppeteer's own session: it alone listens, and it has no other name for that.
      const client: unknown = Reflect.get(page, '_client');
      const session = typeof client === 'function' ? (client.call(page) as CDPSession) : undefined;
      await session?.send('Runtime.disable');
      try {
        return await run();
      } finally {
        await session?.send('Runtime.discardConsoleEntries');
        await session?.send('Runtime.enable');
      }
    },
    close: () => page.close(),
  };
};

/** Asked for by a page of the extension: the remote protocol's own contexts are none where extensions run. */
const newPrivatePage = async (browser: Browser, extensionOrigin: string): Promise<Page> => {
  const opener = await browser.newPage();
  await opener.goto(`${extensionOrigin}/options.html`);
  const known = new Set(browser.targets());
  await opener.evaluate(callText(openPrivateWindow, []));
  const target = await browser.waitForTarget((one) => one.type() === 'page' && !known.has(one));
  await opener.close();
  const page = await target.page();
  if (!page) throw new Error('The private window shows no page.');
  return page;
};

const openPrivateWindow = async (): Promise<void> => {
  const chrome = Reflect.get(globalThis, 'chrome');
  await chrome.windows.create({ incognito: true, url: 'about:blank' });
};

export const launchChromium = async (options: DriverOptions = {}): Promise<Driver> => {
  const extension = extensionFolder(options.extension, EXTENSIONS.chromium);
  const downloads = await mkdtemp(path.join(tmpdir(), 'affitor-inspector-chromium-'));
  const browser: Browser = await puppeteer.launch({
    executablePath: browserPath('CHROMIUM_PATH'),
    headless: options.headless ?? true,
    ...(options.profile !== undefined && { userDataDir: options.profile }),
    pipe: true,
    // A second debugger that is told of every request, which nobody has, takes a sixth of a flood's processor time.
    networkEnabled: options.isMeasured !== true,
    // Whoever launched it closes it; puppeteer's own handlers would end the process before that.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    enableExtensions: extension === undefined ? false : [extension, ...(options.others ?? [])],
    extensionsEnabledInIncognito: extension !== undefined && options.allowPrivate ? [extension] : [],
    defaultViewport: null,
    // Pages of our own over https; Firefox is told the same where it is started.
    acceptInsecureCerts: true,
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
    // Which puppeteer turns off, and people have.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--window-size=1400,900',
      '--no-first-run',
      ...(isRoot() ? ['--no-sandbox'] : []),
      // Else it is told in coarse steps, and with what nobody holds any longer.
      ...(options.isMeasured ? ['--enable-precise-memory-info', '--js-flags=--expose-gc'] : []),
      ...(options.network === 'cut'
        ? ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1']
        : []),
    ],
  });
  const pages = new Map<PageUnderTest, Page>();
  const withDevTools = new Set<Page>();
  const pageOf = (page: PageUnderTest): Page => {
    const found = pages.get(page);
    if (!found) throw new Error('That page was not opened by this driver.');
    return found;
  };
  const ended = new Promise<void>((resolve) => {
    browser.once('disconnected', () => resolve());
  });

  const extensionOrigin = async () => {
    const ours = (url: string) => url.startsWith('chrome-extension://');
    const worker = await browser.waitForTarget((target) => target.type() === 'service_worker' && ours(target.url()));
    return `chrome-extension://${new URL(worker.url()).host}`;
  };

  return {
    name: 'chromium',
    version: await browser.version(),
    openPage: async ({ isPrivate = false } = {}) => {
      const page = await (isPrivate ? newPrivatePage(browser, await extensionOrigin()) : browser.newPage());
      const opened = createPage(page);
      pages.set(opened, page);
      return opened;
    },
    openPanel: async (page) => {
      const devtools = await pageOf(page).openDevTools();
      withDevTools.add(pageOf(page));
      const frame = await untilLoaded(
        async () => {
          await selectExtensionPanel(devtools, PANEL_TITLE);
          return devtools.frames().find(isPanelFrame);
        },
        (found) => found !== undefined,
        { what: 'the panel inside DevTools' },
      );
      if (!frame) throw new Error('DevTools shows no panel of ours.');
      return openPanelIn({
        run: (expression) => frame.evaluate(expression),
        screenshot: async () => {
          const element = await frame.frameElement();
          if (!element) throw new Error('The panel has no frame element to picture.');
          return until(() => element.screenshot(), isPainted, { what: 'the panel to be painted' });
        },
        resize: async (size) => {
          await undock(devtools);
          await until(
            async () => {
              const seen = await frame.evaluate(() => ({ width: innerWidth, height: innerHeight }));
              const whole = await devtools.evaluate(() => ({ width: innerWidth, height: innerHeight }));
              await devtools.setViewport({
                width: whole.width + size.width - seen.width,
                height: whole.height + size.height - seen.height,
              });
              return seen;
            },
            (seen) => seen.width === size.width && seen.height === size.height,
            { what: 'the panel to have its size' },
          );
        },
        downloads,
      });
    },
    readConsole: async (page) => readConsoleLinks(await pageOf(page).openDevTools()),
    openHar: async (text) => {
      const page = await browser.newPage();
      const rows = await openHarInNetwork(await page.openDevTools(), text);
      await page.close();
      return rows;
    },
    setTheme: async (theme) => {
      // In a DevTools that is open anyway, if there is one.
      const inspected = [...withDevTools].find((page) => !page.isClosed());
      const page = inspected ?? (await browser.newPage());
      await setUiTheme(await page.openDevTools(), theme);
      if (!inspected) await page.close();
    },
    extensionOrigin,
    clearCookies: async () => {
      await browser.deleteCookie(...(await browser.cookies()));
    },
    stopBackground: async () => {
      // Through the browser: whoever attaches to the worker keeps it alive.
      const session = await browser.target().createCDPSession();
      const { targetInfos } = await session.send('Target.getTargets');
      const workers = targetInfos.filter(
        ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension://'),
      );
      for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
      await session.detach();
    },
    ended,
    crash: async () => {
      browser.process()?.kill('SIGKILL');
      await within(ended, { what: 'The end of Chromium' });
    },
    close: async () => {
      if (browser.connected) await within(browser.close(), { what: 'Closing Chromium' });
      await rm(downloads, { recursive: true, force: true });
    },
  };
};
