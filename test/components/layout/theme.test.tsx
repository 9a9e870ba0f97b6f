import { describe, expect, it } from 'vitest';
import { followTheme, wearTheme } from '@/components/layout/theme';

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

  it('is the chosen one, whatever DevTools is, and DevTools’ again', () => {
    const listeners: ((name: string) => void)[] = [];
    const choose = followTheme(
      { themeName: 'dark', setThemeChangeHandler: (handler) => listeners.push(handler) },
      document.documentElement,
    );
    choose('light');
    expect(theme()).toBe('light');
    for (const tell of listeners) tell('dark');
    expect(theme()).toBe('light');
    choose('system');
    expect(theme()).toBe('dark');
  });

  it('of our other pages is the system’s unless one was chosen', () => {
    wearTheme('dark', document.documentElement);
    expect(theme()).toBe('dark');
    wearTheme('system', document.documentElement);
    expect(theme()).toBeUndefined();
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
