/** What the user decides on the options page. */

/** In `storage.local`. */
export const SETTINGS_KEY = 'settings';

export type Settings = {
  /** Off: nothing is recorded in any tab. */
  recording: boolean;
  /** Off: a tab is recorded only while DevTools is open on it. */
  beforeDevTools: boolean;
  /** Hosts, with port where not the default, that are the tracker's besides the built-in ones. */
  hosts: string[];
  maxRecords: number;
  maxMegabytes: number;
  /** The verdict on the toolbar's button. */
  badge: boolean;
  /** `system`: the panel as DevTools is, the other pages as the system is. */
  theme: Theme;
  /** Whether "Redact personal data" is checked when an export begins. */
  redact: boolean;
  /** Kinds of personal data that redaction then leaves as they are. */
  keptKinds: string[];
};

/** What may be chosen for `maxRecords`: no journal ever holds more, nor does any session file of ours. */
export const RECORDS_RANGE = { least: 1000, most: 2_000_000 };
export const MEGABYTES_RANGE = { least: 1, most: 1024 };

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
