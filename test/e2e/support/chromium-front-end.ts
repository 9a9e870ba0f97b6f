import type { Page } from 'puppeteer-core';
import type { ConsoleLink, NetworkRow } from './inspector';
import { untilLoaded } from './until';

/**
 * Works Chromium's DevTools front end, itself a page of modules. Its tabs hide in an overflow menu at will, so a panel
 * is shown through the front end's own view manager rather than by clicking its tab.
 */

type LegacyUi = {
  InspectorView: { InspectorView: { instance(): { tabbedPane: { tabIds(): string[] } } } };
  DockController: { DockController: { instance(): { setDockSide(side: string): void } } };
  ViewManager: { ViewManager: { instance(): { showView(id: string): Promise<void> } } };
};

type CommonModule = {
  Settings: { Settings: { instance(): { moduleSetting(name: string): { set(value: string): void } } } };
};

type NetworkModule = {
  NetworkPanel: { NetworkPanel: { instance(): { networkLogView: { onLoadFromFile(file: File): Promise<void> } } } };
};

type LogsModule = {
  NetworkLog: {
    NetworkLog: { instance(): { requests(): { requestMethod: string; statusCode: number; url(): string }[] } };
  };
};

const NETWORK = './panels/network/network.js';
const LOGS = './models/logs/logs.js';
const LEGACY_UI = './ui/legacy/legacy.js';
const COMMON = './core/common/common.js';

/** Importing a module of the front end before it has drawn its tabs breaks it; and it may load anew while it comes up. */
const untilDrawn = (devtools: Page) =>
  untilLoaded(
    () =>
      devtools.evaluate(() => {
        const roots: ParentNode[] = [document];
        for (const root of roots) {
          if (root.querySelector('[role=tab]')) return true;
          for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
        }
        return false;
      }),
    (drawn) => drawn,
    { what: 'DevTools to draw its tabs' },
  );

/** Runs the function with a module of the front end. As text, so that no transpiler touches the import. */
const withModule = async <M, A extends unknown[], T>(
  devtools: Page,
  module: string,
  fn: (module: M, ...args: A) => T | Promise<T>,
  ...args: A
): Promise<T> => {
  await untilDrawn(devtools);
  const rest = args.map((arg) => `, ${JSON.stringify(arg)}`).join('');
  return (await devtools.evaluate(`import('${module}').then((module) => (${fn})(module${rest}))`)) as T;
};

export const selectExtensionPanel = async (devtools: Page, title: string): Promise<void> => {
  const findId = (ui: LegacyUi, ending: string) =>
    ui.InspectorView.InspectorView.instance()
      .tabbedPane.tabIds()
      .find((id) => id.startsWith('chrome-extension://') && id.endsWith(ending)) ?? '';
  const show = async () => {
    const id = await withModule(devtools, LEGACY_UI, findId, title.replace(/\s/g, ''));
    if (id === '') return false;
    await withModule(devtools, LEGACY_UI, (ui: LegacyUi, id) => ui.ViewManager.ViewManager.instance().showView(id), id);
    return true;
  };
  await untilLoaded(show, (shown) => shown, { what: `DevTools to offer the panel "${title}"` });
};

/** Gives DevTools a window of its own. */
export const undock = (devtools: Page): Promise<void> =>
  withModule(devtools, LEGACY_UI, (ui: LegacyUi) =>
    ui.DockController.DockController.instance().setDockSide('undocked'),
  );

export const setUiTheme = (devtools: Page, theme: 'light' | 'dark'): Promise<void> =>
  withModule(
    devtools,
    COMMON,
    (common: CommonModule, value) => common.Settings.Settings.instance().moduleSetting('ui-theme').set(value),
    theme === 'dark' ? 'dark' : 'default',
  );

/** Opens a HAR in the Network panel, as "Import HAR file" does, and reads what it then lists. */
export const openHarInNetwork = async (devtools: Page, text: string): Promise<NetworkRow[]> => {
  await withModule(devtools, LEGACY_UI, (ui: LegacyUi) => ui.ViewManager.ViewManager.instance().showView('network'));
  await withModule(
    devtools,
    NETWORK,
    ({ NetworkPanel }: NetworkModule, text) =>
      NetworkPanel.NetworkPanel.instance().networkLogView.onLoadFromFile(new File([text], 'session.har')),
    text,
  );
  return withModule(devtools, LOGS, ({ NetworkLog }: LogsModule) =>
    NetworkLog.NetworkLog.instance()
      .requests()
      .map((request) => ({ method: request.requestMethod, url: request.url(), status: request.statusCode })),
  );
};

/** Shows the console and reads each message with the text of the link beside it. */
export const readConsoleLinks = async (devtools: Page): Promise<ConsoleLink[]> => {
  await withModule(devtools, LEGACY_UI, (ui: LegacyUi) => ui.ViewManager.ViewManager.instance().showView('console'));
  return devtools.evaluate(() => {
    const found: { text: string; link: string }[] = [];
    const roots: ParentNode[] = [document];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
      for (const message of root.querySelectorAll('.console-message-wrapper')) {
        found.push({
          text: message.querySelector('.console-message-text')?.textContent ?? '',
          link: message.querySelector('.console-message-anchor')?.textContent?.trim() ?? '',
        });
      }
    }
    return found;
  });
};
