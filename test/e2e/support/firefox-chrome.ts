import type { ViewSettings } from './inspector';

/**
 * Functions that run in Firefox's own privileged scope, where the toolbox is a document like any other. They travel
 * as text and use nothing but their arguments and Firefox's globals, of which the types below name what they use.
 */

type WindowGlobal = {
  documentURI: { spec: string };
  getActor(name: 'MarionetteCommands'): {
    executeScript(script: string, args: unknown[], options: object): Promise<unknown>;
  };
  drawSnapshot(area: null, scale: number, background: string): Promise<ImageBitmap>;
};

type FirefoxContext = { id: number; currentWindowGlobal: WindowGlobal | null; embedderElement: HTMLElement | null };

type Toolbox = {
  doc: Document;
  getAdditionalTools(): { id: string; label: string }[];
  selectTool(id: string): Promise<{ hud?: { ui: { document: Document } } }>;
  topWindow: Window;
};

/** A tab's page as its window holds it. */
type Tab = HTMLElement & { fullZoom: number };

type BrowserWindow = Window & { gBrowser: { selectedTab: object; selectedBrowser: Tab } };

declare const ChromeUtils: {
  importESModule(url: string): { require(module: string): { gDevTools: GDevTools } };
};
type GDevTools = {
  getToolboxForTab(tab: object): Toolbox | undefined;
  showToolboxForTab(tab: object, options: { toolId: string; hostType: string }): Promise<Toolbox>;
};
type FirefoxCookie = { host: string; name: string; path: string; originAttributes: object };
declare const Services: {
  wm: { getMostRecentWindow(type: 'navigator:browser'): BrowserWindow };
  cookies: {
    cookies: Iterable<FirefoxCookie>;
    remove(host: string, name: string, path: string, originAttributes: object): void;
  };
  prefs: { setStringPref(name: string, value: string): void; setIntPref(name: string, value: number): void };
  appinfo: { version: string };
};
declare const WebExtensionPolicy: {
  getByID(id: string): {
    mozExtensionHostname: string;
    extension: { terminateBackground(options: { ignoreDevToolsAttached: boolean }): Promise<void> };
  } | null;
};
declare const BrowsingContext: { get(id: number): FirefoxContext };

/**
 * Opens the toolbox on the selected tab and our panel in it; returns the id of the panel's browsing context. Another
 * host for a toolbox already open loads its panels anew.
 */
export const openExtensionPanel = async (title: string, hostType: 'bottom' | 'window'): Promise<number> => {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const toolbox = await gDevTools.showToolboxForTab(window.gBrowser.selectedTab, {
    toolId: 'webconsole',
    hostType,
  });
  const wait = async <T>(read: () => T | undefined, what: string): Promise<T> => {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const value = read();
      if (value !== undefined) return value;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
      await new Promise((resolve) => window.setTimeout(resolve, 40));
    }
  };
  const tool = await wait(
    () => toolbox.getAdditionalTools().find((one) => one.label === title),
    `the toolbox to offer the panel "${title}"`,
  );
  await toolbox.selectTool(tool.id);
  return wait(() => {
    const outer = toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`) as HTMLIFrameElement | null;
    const inner = outer?.contentDocument?.querySelector('browser') as { browsingContext?: FirefoxContext } | null;
    const context = inner?.browsingContext;
    const url = context?.currentWindowGlobal?.documentURI.spec;
    return url?.startsWith('moz-extension://') ? context?.id : undefined;
  }, 'the panel in the toolbox');
};

/** Makes a toolbox with a window of its own so large that the panel has the size. */
export const resizeToolbox = async (id: number, width: number, height: number): Promise<void> => {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const toolbox = gDevTools.getToolboxForTab(window.gBrowser.selectedTab);
  const panel = BrowsingContext.get(id).embedderElement;
  if (!toolbox || !panel) throw new Error('The panel has gone.');
  const deadline = Date.now() + 10_000;
  for (;;) {
    const missing = { x: width - panel.clientWidth, y: height - panel.clientHeight };
    if (missing.x === 0 && missing.y === 0) return;
    if (Date.now() > deadline) throw new Error(`The panel stayed ${panel.clientWidth} × ${panel.clientHeight}.`);
    toolbox.topWindow.resizeBy(missing.x, missing.y);
    await new Promise((resolve) => window.setTimeout(resolve, 40));
  }
};

/** Runs the body of an async script in a browsing context's own world; it ends by calling its last argument. */
export const runInContext = (id: number, script: string): Promise<unknown> => {
  const actor = BrowsingContext.get(id).currentWindowGlobal?.getActor('MarionetteCommands');
  if (!actor) throw new Error('The panel has gone.');
  return actor.executeScript(script, [], { timeout: 60_000, sandboxName: null, newSandbox: false, async: true });
};

/** The context's picture as a PNG in base64. */
export const pictureContext = async (id: number): Promise<string> => {
  const bitmap = await BrowsingContext.get(id).currentWindowGlobal?.drawSnapshot(null, 1, 'white');
  if (!bitmap) throw new Error('The panel has gone.');
  const { document } = Services.wm.getMostRecentWindow('navigator:browser');
  const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas') as HTMLCanvasElement;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
};

/** Shows the toolbox's console and reads each message with the text of the link beside it. */
export const readWebConsole = async (): Promise<{ text: string; link: string }[]> => {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const toolbox = await gDevTools.showToolboxForTab(window.gBrowser.selectedTab, {
    toolId: 'webconsole',
    hostType: 'bottom',
  });
  const { hud } = await toolbox.selectTool('webconsole');
  const messages = hud ? [...hud.ui.document.querySelectorAll('.message')] : [];
  return messages.map((message) => ({
    text: message.querySelector('.message-body')?.textContent ?? '',
    link: message.querySelector('.frame-link')?.textContent ?? '',
  }));
};

/** One by one: of all at once an extension is told nothing. */
export const removeAllCookies = (): void => {
  for (const { host, name, path, originAttributes } of [...Services.cookies.cookies]) {
    Services.cookies.remove(host, name, path, originAttributes);
  }
};

export const setDevToolsTheme = (theme: string): void => Services.prefs.setStringPref('devtools.theme', theme);

/**
 * Shows the selected tab as a user has set the browser up; without a size it fills the window again. The settings are
 * the browser's own, as it has no others for a tab.
 */
export const emulateSettings = async ({
  reducedMotion = false,
  forcedColors = false,
  viewport,
}: ViewSettings): Promise<void> => {
  Services.prefs.setIntPref('ui.prefersReducedMotion', reducedMotion ? 1 : 0);
  // Which of "only with a theme for it", "never" and "always" the page's own colours give way.
  Services.prefs.setIntPref('browser.display.document_color_use', forcedColors ? 2 : 0);
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const { selectedBrowser: tab } = window.gBrowser;
  const { width, height, scale = 1 } = viewport ?? { width: undefined, height: undefined };
  const px = (size: number | undefined) => (size === undefined ? '' : `${size * scale}px`);
  // A window of Firefox has a least width; a page in it has not.
  for (const side of ['width', 'min-width', 'max-width']) tab.style.setProperty(side, px(width));
  for (const side of ['height', 'min-height', 'max-height']) tab.style.setProperty(side, px(height));
  tab.fullZoom = scale;
};

export const readVersion = (): string => Services.appinfo.version;

/** Ends the extension's event page as Firefox does when it is idle. */
export const terminateBackground = async (id: string): Promise<void> => {
  await WebExtensionPolicy.getByID(id)?.extension.terminateBackground({ ignoreDevToolsAttached: true });
};

export const readExtensionHost = (id: string): string => {
  const policy = WebExtensionPolicy.getByID(id);
  if (!policy) throw new Error('The extension is not installed.');
  return policy.mozExtensionHostname;
};
