import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, isHost, parseSettings } from '@/lib/journal/settings';

describe('settings', () => {
  it('are the defaults where nothing, or nothing that fits, is stored', () => {
    for (const stored of [undefined, null, 5, 'x', [], {}, { maxRecords: -1, hosts: 'x', recording: 'yes' }]) {
      expect(parseSettings(stored)).toEqual(DEFAULT_SETTINGS);
    }
  });

  it('keep what fits beside what does not', () => {
    expect(parseSettings({ recording: false, maxRecords: Number.NaN, hosts: ['a.example', 5, 'no host'] })).toEqual({
      ...DEFAULT_SETTINGS,
      recording: false,
      hosts: ['a.example'],
    });
    expect(parseSettings({ theme: 'pink', redact: 'no', keptKinds: ['name'] })).toEqual({
      ...DEFAULT_SETTINGS,
      keptKinds: ['name'],
    });
  });

  it('come out whole whatever is stored', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(Object.keys(parseSettings(stored)).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
      }),
    );
  });

  it('know a host from what could widen a filter', () => {
    for (const host of ['a.example', 'localhost:1337', '127.0.0.1:80', 'x']) expect(isHost(host)).toBe(true);
    for (const host of [
      'a:99999',
      '1.2.3',
      '1.2.3.999',
      '*',
      '*.example',
      'a/b',
      'a:x',
      'A.example',
      '',
      ' a',
      '-a',
      `${'a'.repeat(300)}`,
    ]) {
      expect(isHost(host)).toBe(false);
    }
  });
});
