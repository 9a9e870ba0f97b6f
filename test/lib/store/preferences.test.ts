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
    const chosen = { preserveLog: false, paneSizes: { 'timeline:width': 400 } };
    preferencesIn(() => storage).write(chosen);
    expect(preferencesIn(() => storage).read()).toEqual(chosen);
  });

  it.each(['', '{', '[]', '{"preserveLog":"yes"}', 'null'])('fall back to the defaults for %j', (text) => {
    expect(preferencesIn(() => storageWith(text)).read()).toEqual(DEFAULT_PREFERENCES);
  });

  it('hold for as long as the panel is open where storage is refused', () => {
    const preferences = preferencesIn(() => {
      throw new Error('SecurityError');
    });
    preferences.write({ ...DEFAULT_PREFERENCES, preserveLog: false });
    expect(preferences.read().preserveLog).toBe(false);
  });
});
