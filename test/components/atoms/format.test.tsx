import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDateAndTime,
  formatDuration,
  formatFrame,
  formatOffset,
  formatUrl,
} from '@/components/atoms/format';

describe('what the panel writes', () => {
  it.each([
    [0, '0 ms'],
    [212, '212 ms'],
    [1430, '1.43 s'],
    [59_900, '59.9 s'],
    [131_000, '2 min 11 s'],
    [120_000, '2 min'],
    [12_000_000, '3 h 20 min'],
    [59.6 * 86_400_000, '60 d'],
  ])('for %d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('is in the language of the words', () => {
    const at = new Date(2026, 2, 4, 15, 6, 7).getTime();
    expect([formatDateAndTime(at), formatCount(12_345)]).toEqual(['4 Mar 2026, 15:06:07', '12,345']);
  });

  it('tells before and after zero apart', () => {
    expect([-1214, 0.2, 4].map(formatOffset)).toEqual(['−1.21 s', '0 ms', '+4 ms']);
  });

  it('counts bytes in thousands', () => {
    expect([312, 31_400, 5_200_000].map(formatBytes)).toEqual(['312 B', '31.4 kB', '5.2 MB']);
  });

  it('leaves scheme and closing slash out of an address', () => {
    expect(formatUrl('https://shop.example.com/')).toBe('shop.example.com');
  });

  it('names a place by file and line, and the tracker by its name', () => {
    const at = (url: string) => formatFrame({ url, line: 48, column: 3 });
    expect(at('https://app.example.com/src/welcome.tsx?v=1')).toBe('welcome.tsx:48');
    expect(at('https://app.example.com/')).toBe('app.example.com:48');
    expect(at('https://api.affitor.com/js/affitor-tracker.js')).toBe('tracker:48');
  });
});
