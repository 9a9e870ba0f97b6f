import { existsSync } from 'node:fs';
import path from 'node:path';
import { createActions } from './dom-actions';
import {
  emulateSettings,
  openExtensionPanel,
  pictureContext,
  readExtensionHost,
  readVersion,
  readWebConsole,
  removeAllCookies,
  resizeToolbox,
  runInContext,
  setDevToolsTheme,
  terminateBackground,
} from './firefox-chrome';
import { startFirefox } from './firefox-process';
import { type Driver, type DriverOptions, PANEL_TITLE, type PageUnderTest } from './inspector';
import type { Marionette } from './marionette';
import { openPanelIn } from './panel';
import { EXTENSIONS, extensionFolder } from './paths';
import { callText, type Remote } from './source';
import { packXpi } from './xpi';

/** Drives Firefox over Marionette: the page as WebDriver does, and our panel inside the real toolbox. */

const EXTENSION_ID = 'affitor-inspector@affitor-inspector.org';

type Scope = 'content' | 'chrome';

/** An async script ends by calling its last argument; what it found goes through JSON, so that it is a plain value. */
const asyncScript = (expression: string) => `
  const done = arguments[arguments.length - 1];
  Promise.resolve().then(() => (${expression})).then(
    (value) => done({ json: JSON.stringify(value) ?? '' }),
    (error) => done({ error: String(error) + '\\n' + (error?.stack ?? '') }),
  );`;

const readAnswer = (answer: unknown): unknown => {
  if (typeof answer === 'object' && answer !== null) {
    // Nothing is no JSON, and stays apart from `null`, as in Chromium.
    if ('json' in answer && typeof answer.json === 'string')
      return answer.json === '' ? undefined : JSON.parse(answer.json);
    if ('error' in answer) throw new Error(String(answer.error));
  }
  throw new Error(`Firefox answered a script with ${JSON.stringify(answer)}.`);
};

const resultOf = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;

/** The session has one current window and one current scope, so commands that set them go one after the other. */
const createSession = (marionette: Marionette) => {
  let tail: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(body: () => Promise<T>): Promise<T> => {
    const next = tail.then(body, body);
    tail = next.catch(() => undefined); // told to whoever asked for it
    return next;
  };
  // Switching takes a good part of a second, so where the session already is, it stays.
  const current: { handle: string; scope: Scope } = { handle: '', scope: 'content' };
  /** Windows that are spoken to where they are, without coming to the front, which takes longest. */
  const behind = new Set<string>();
  const setScope = async (scope: Scope) => {
    if (current.scope === scope) return;
    await marionette.send('Marionette:SetContext', { value: scope });
    current.scope = scope;
  };
  const enter = async (handle: string, scope: Scope) => {
    if (current.handle !== handle) {
      await setScope('content');
      await marionette.send('WebDriver:SwitchToWindow', { handle, focus: !behind.has(handle) });
      current.handle = handle;
    }
    await setScope(scope);
  };
  const run = async <A extends unknown[], T>(fn: (...args: A) => T | Promise<T>, args: A): Promise<T> => {
    const parameters = { script: asyncScript(callText(fn, args)), args: [], newSandbox: false, sandbox: null };
    return readAnswer(resultOf(await marionette.send('WebDriver:ExecuteAsyncScript', parameters))) as T;
  };
  return {
    keepBehind: (handle: string) => behind.add(handle),
    inWindow: <T>(handle: string, body: () => Promise<T>) =>
      inTurn(async () => {
        await enter(handle, 'content');
        return body();
      }),
    evaluate: <A extends unknown[], T>(handle: string, fn: Remote<A, T>, ...args: A) =>
      inTurn(async () => {
        await enter(handle, 'content');
        return run(fn, args);
      }),
    closeWindow: (handle: string) =>
      inTurn(async () => {
        await enter(handle, 'content');
        current.handle = '';
        await marionette.send('WebDriver:CloseWindow');
      }),
    /** In the browser's own scope, with the window's tab selected. */
    privileged: <A extends unknown[], T>(handle: string, fn: Remote<A, T>, ...args: A) =>
      inTurn(async () => {
        await enter(handle, 'chrome');
        return run(fn, args);
      }),
  };
};

type Session = ReturnType<typeof createSession>;

const createPage = (marionette: Marionette, session: Session, handle: string): PageUnderTest => {
  const evaluate = <A extends unknown[], T>(fn: Remote<A, T>, ...args: A): Promise<T> =>
    session.evaluate(handle, fn, ...args);
  return {
    goto: async (url) => {
      await session.inWindow(handle, () => marionette.send('WebDriver:Navigate', { url }));
    },
    url: async () => String(resultOf(await session.inWindow(handle, () => marionette.send('WebDriver:GetCurrentURL')))),
    evaluate,
    ...createActions(evaluate),
    emulate: (settings) => session.privileged(handle, emulateSettings, settings),
    close: () => session.closeWindow(handle),
  };
};

/** What is installed for a time goes with the browser, so in a profile that outlives it, it is installed for good. */
const install = async (marionette: Marionette, folder: string, options: DriverOptions = {}): Promise<void> => {
  const { profile, allowPrivate: allowPrivateBrowsing = false } = options;
  if (profile === undefined) {
    await marionette.send('Addon:Install', { path: folder, temporary: true, allowPrivateBrowsing });
    return;
  }
  if (existsSync(path.join(profile, 'extensions', `${EXTENSION_ID}.xpi`))) return;
  const packed = path.join(profile, 'packed.xpi');
  await packXpi(folder, packed);
  await marionette.send('Addon:Install', { path: packed, temporary: false, allowPrivateBrowsing });
};

export const launchFirefox = async (options: DriverOptions = {}): Promise<Driver> => {
  const extension = extensionFolder(options.extension, EXTENSIONS.firefox);
  const firefox = await startFirefox({
    headless: options.headless ?? true,
    profile: options.profile,
    preferences: {
      ...(options.network === 'cut' && { 'network.dns.disabled': true }),
      ...(options.profile !== undefined && { 'xpinstall.signatures.required': false }),
    },
  });
  const { marionette, downloads } = firefox;
  try {
    if (extension) await install(marionette, extension, options);
    for (const other of options.others ?? []) await install(marionette, other);
    const session = createSession(marionette);
    const home = String(resultOf(await marionette.send('WebDriver:GetWindowHandle')));
    const handles = new Map<PageUnderTest, string>();
    const handleOf = (page: PageUnderTest): string => {
      const handle = handles.get(page);
      if (!handle) throw new Error('That page was not opened by this driver.');
      return handle;
    };
    return {
      name: 'firefox',
      version: `Firefox/${await session.privileged(home, readVersion)}`,
      openPage: async ({ stayBehind = false, isPrivate = false } = {}) => {
        const wanted = isPrivate ? { type: 'window', private: true } : { type: 'tab' };
        const opened = await session.inWindow(home, () => marionette.send('WebDriver:NewWindow', wanted));
        const handle = typeof opened === 'object' && opened !== null && 'handle' in opened ? String(opened.handle) : '';
        if (stayBehind) session.keepBehind(handle);
        const page = createPage(marionette, session, handle);
        handles.set(page, handle);
        return page;
      },
      openPanel: async (page) => {
        const handle = handleOf(page);
        let context = await session.privileged(handle, openExtensionPanel, PANEL_TITLE, 'bottom');
        let undocked = false;
        return openPanelIn({
          run: async (expression) =>
            readAnswer(await session.privileged(handle, runInContext, context, asyncScript(expression))),
          screenshot: async () => Buffer.from(await session.privileged(handle, pictureContext, context), 'base64'),
          resize: async ({ width, height }) => {
            if (!undocked) context = await session.privileged(handle, openExtensionPanel, PANEL_TITLE, 'window');
            undocked = true;
            await session.privileged(handle, resizeToolbox, context, width, height);
          },
          downloads,
        });
      },
      readConsole: (page) => session.privileged(handleOf(page), readWebConsole),
      setTheme: (theme) => session.privileged(home, setDevToolsTheme, theme),
      stopBackground: () => session.privileged(home, terminateBackground, EXTENSION_ID),
      extensionOrigin: async () => `moz-extension://${await session.privileged(home, readExtensionHost, EXTENSION_ID)}`,
      clearCookies: () => session.privileged(home, removeAllCookies),
      ended: firefox.ended,
      crash: firefox.crash,
      close: firefox.close,
    };
  } catch (error) {
    await firefox.close();
    throw error;
  }
};
