/** Light or dark as DevTools is, told to the style sheets by `data-theme`; the system's scheme is only the fallback. */

/** As much of `browser.devtools.panels` as there is of it in either browser. */
export type ThemedPanels = {
  /** `dark`, and for light `default` in Chromium, `light` in Firefox. */
  themeName?: string;
  onThemeChanged?: { addListener(listener: (themeName: string) => void): void };
  setThemeChangeHandler?(handler: (themeName: string) => void): void;
};

export function followTheme(panels: ThemedPanels, root: HTMLElement): void {
  const apply = (themeName: string | undefined) => {
    root.dataset.theme = themeName === 'dark' ? 'dark' : 'light';
  };
  apply(panels.themeName);
  if (panels.onThemeChanged) panels.onThemeChanged.addListener(apply);
  else panels.setThemeChangeHandler?.(apply);
}
