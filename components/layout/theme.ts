import type { Theme } from '@/lib/model/settings';

/** Light or dark as the user chose, or as DevTools is, told to the style sheets by `data-theme`; the system's scheme is only the fallback. */

/** As much of `browser.devtools.panels` as there is of it in either browser. */
export type ThemedPanels = {
  /** `dark`, and for light `default` in Chromium, `light` in Firefox. */
  themeName?: string;
  onThemeChanged?: { addListener(listener: (themeName: string) => void): void };
  setThemeChangeHandler?(handler: (themeName: string) => void): void;
};

/** For a panel. Returns how to choose; until then, and with `system`, DevTools decides. */
export function followTheme(panels: ThemedPanels, root: HTMLElement): (chosen: Theme) => void {
  let named = panels.themeName;
  let chosen: Theme = 'system';
  const apply = () => {
    root.dataset.theme = chosen === 'system' ? (named === 'dark' ? 'dark' : 'light') : chosen;
  };
  const follow = (themeName: string) => {
    named = themeName;
    apply();
  };
  apply();
  if (panels.onThemeChanged) panels.onThemeChanged.addListener(follow);
  else panels.setThemeChangeHandler?.(follow);
  return (next) => {
    chosen = next;
    apply();
  };
}

/** For a page of our own: the system decides unless the user did. */
export function wearTheme(chosen: Theme, root: HTMLElement): void {
  if (chosen === 'system') delete root.dataset.theme;
  else root.dataset.theme = chosen;
}
