import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, preferencesIn } from '@/lib/store/preferences';

function storageWith(text: string | null) {
  let held = text;
  return {
    getItem: () => held,
    setItem: (_key: string, value: string) => {
      held = value;
    },
  };
}

describe('preferences', () => {
  it('are read back by the next panel', () => {
    const storage = storageWith(null);
    preferencesIn(() => storage).write({ preserveLog: false, paneSizes: { 'timeline:width': 400 } });
    expect(preferencesIn(() => storage).read()).toEqual({ preserveLog: false, paneSizes: { 'timeline:width': 400 } });
  });

  it.each(['', '{', '[]', '{"preserveLog":"yes"}', 'null'])('fall back to the defaults for %j', (text) => {
    expect(preferencesIn(() => storageWith(text)).read()).toEqual(DEFAULT_PREFERENCES);
  });

  it('hold for as long as the panel is open where storage is refused', () => {
    const preferences = preferencesIn(() => {
      throw new Error('SecurityError');
    });
    preferences.write({ preserveLog: false, paneSizes: {} });
    expect(preferences.read().preserveLog).toBe(false);
  });
});
