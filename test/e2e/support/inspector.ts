import type { Panel } from './panel';
import type { Remote } from './source';

/** What a scenario needs of a browser, so that one body runs in Chromium's DevTools and in Firefox's toolbox. */

export type BrowserName = 'chromium' | 'firefox';

/** A tab with a page under test. */
export type PageUnderTest = {
  /** Loads the URL and waits for its `load` event. */
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** Runs the function in the page's own world. */
  evaluate<A extends unknown[], T>(fn: Remote<A, T>, ...args: A): Promise<T>;
  /** Waits for the first element that matches, and clicks it. */
  click(selector: string): Promise<void>;
  fill(selector: string, value: string): Promise<void>;
  /** Shows the page as a user has set the browser up. */
  emulate(settings: ViewSettings): Promise<void>;
  /** While the driver hears nothing of the page's console, which costs a line more than anything else; Chromium only. */
  unheard?<T>(run: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type ViewSettings = {
  reducedMotion?: boolean;
  forcedColors?: boolean;
  /** In CSS pixels. Half of a window at twice the scale is what a zoom of 200 % makes of it. */
  viewport?: { width: number; height: number; scale?: number };
};

/** A request as the browser's own Network panel lists it. */
export type NetworkRow = { method: string; url: string; status: number };

/** A line in the browser's own console, and where its link points. */
export type ConsoleLink = { text: string; link: string };

export type PageOptions = {
  /** Nothing that is done with it needs it to be in front. */
  stayBehind?: boolean;
  /** In a private window of its own; only with `allowPrivate`. */
  isPrivate?: boolean;
};

export type Driver = {
  name: BrowserName;
  version: string;
  openPage(options?: PageOptions): Promise<PageUnderTest>;
  /** Opens the browser's DevTools on the page, and our panel in them. */
  openPanel(page: PageUnderTest): Promise<Panel>;
  /** Opens the browser's own console on the page and reads it. */
  readConsole(page: PageUnderTest): Promise<ConsoleLink[]>;
  /** Opens a HAR in the browser's own Network panel, in a tab of its own; absent where it has no way in for tests. */
  openHar?(text: string): Promise<NetworkRow[]>;
  /** Sets the theme of DevTools; holds for panels opened afterwards. */
  setTheme(theme: 'light' | 'dark'): Promise<void>;
  /** Where the extension’s own pages are, such as `chrome-extension://…`. */
  extensionOrigin(): Promise<string>;
  clearCookies(): Promise<void>;
  /** Ends our background as the browser does when it is idle, in the middle of whatever it does. */
  stopBackground(): Promise<void>;
  /** Settles when the browser has ended, whoever ended it. */
  ended: Promise<void>;
  /** Ends the browser as a crash does. */
  crash(): Promise<void>;
  close(): Promise<void>;
};

export type DriverOptions = {
  headless?: boolean;
  /** Speed is measured: the driver itself hears as little as it can. */
  isMeasured?: boolean;
  /** `none` leaves our extension out, for comparison; a folder holds one that was made of the built one. */
  extension?: 'built' | 'none' | { folder: string };
  /** Nothing but this machine can be reached: no name of a host is resolved. */
  network?: 'cut';
  /** The user lets the extension run in private windows as well. */
  allowPrivate?: boolean;
  /** Folders of further extensions that people have besides ours. */
  others?: readonly string[];
  /** The folder of a profile that outlives the browser, with the extension in it. */
  profile?: string;
};

export const PANEL_TITLE = 'Affitor';
