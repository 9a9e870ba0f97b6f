import { describe, expect, it } from 'vitest';
import { isLiveApi, isThisMachine } from '@/lib/replay/live-hosts';

describe('an address', () => {
  it.each([
    'http://localhost:1337',
    'http://mock.localhost/a',
    'http://127.0.0.1:9',
    'http://127.1.2.3',
    'http://[::1]:1',
  ])('is this machine’s: %s', (url) => expect(isThisMachine(url)).toBe(true));

  it.each([
    'https://mock.example',
    'http://localhost.example',
    'http://10.0.0.2',
    'http://127.0.0.1.example',
    'nonsense',
  ])('may lead anywhere: %s', (url) => expect(isThisMachine(url)).toBe(false));

  it('is the real API’s', () => {
    expect(isLiveApi('https://api.affitor.com/x')).toBe(true);
    expect(isLiveApi('https://uat-affitor-cms.vanilla-ott.com')).toBe(true);
    expect(isLiveApi('http://localhost:1337')).toBe(false);
  });
});
