import { describe, expect, it } from 'vitest';
import { hostSilenceOf, isLiveApi, isThisMachine } from '@/lib/replay/live-hosts';

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

describe('a host that says nothing', () => {
  it('is named, as a browser does not', () => {
    expect(hostSilenceOf('https://api.affitor.com/api/tracking/lead', new TypeError('Failed to fetch'))).toBe(
      'api.affitor.com does not answer, or it cut the connection. Check the network, and whether that host can be reached.',
    );
    const late = new DOMException('signal timed out', 'TimeoutError');
    expect(hostSilenceOf('https://api.affitor.com/', late)).toBe('api.affitor.com did not answer in time.');
  });
});
