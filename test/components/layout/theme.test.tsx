import { describe, expect, it } from 'vitest';
import { followTheme } from '@/components/layout/theme';

const theme = () => document.documentElement.dataset.theme;

describe('the theme', () => {
  it.each([
    ['default', 'light'],
    ['light', 'light'],
    ['dark', 'dark'],
    [undefined, 'light'],
  ])('of DevTools called %s is %s', (themeName, expected) => {
    followTheme(themeName === undefined ? {} : { themeName }, document.documentElement);
    expect(theme()).toBe(expected);
  });

  it('follows Firefox’s event and Chromium’s handler', () => {
    const listeners: ((name: string) => void)[] = [];
    followTheme(
      { themeName: 'light', onThemeChanged: { addListener: (listener) => listeners.push(listener) } },
      document.documentElement,
    );
    followTheme(
      { themeName: 'default', setThemeChangeHandler: (handler) => listeners.push(handler) },
      document.documentElement,
    );
    for (const tell of listeners) {
      tell('dark');
      expect(theme()).toBe('dark');
      tell('default');
      expect(theme()).toBe('light');
    }
    expect(listeners).toHaveLength(2);
  });
});
