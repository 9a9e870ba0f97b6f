import { browser } from 'wxt/browser';
import { DEFAULT_SETTINGS, parseSettings } from '@/lib/journal/settings';
import type { Settings } from '@/lib/model/settings';
import { SETTINGS_KEY } from '@/lib/model/settings';

export type SettingsSource = { ready: Promise<void>; current(): Settings };

export function createSettingsSource(onChange: () => void): SettingsSource {
  let settings = DEFAULT_SETTINGS;
  browser.storage.onChanged.addListener((changes, area) => {
    const change = changes[SETTINGS_KEY];
    if (area !== 'local' || !change) return;
    settings = parseSettings(change.newValue);
    onChange();
  });
  const ready = browser.storage.local.get(SETTINGS_KEY).then((stored) => {
    settings = parseSettings(stored[SETTINGS_KEY]);
  });
  return { ready, current: () => settings };
}
