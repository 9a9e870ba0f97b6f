import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTrackerHosts } from '@/lib/witness/page/tracker-hosts';

const KNOWN = ['api.affitor.com', 'localhost:1337'];
const PATH = /^\/api\/(tracking|v1\/track)(\/|$)/;

const hostsAt = (baseURI: string) => {
  const location = { host: new URL(baseURI).host };
  return createTrackerHosts({ baseURI, location } as unknown as Document, KNOWN, PATH);
};

/** As the browser reads the address, whole. */
const read = (text: string, baseURI: string): string | undefined => {
  if (!URL.canParse(text, baseURI)) return undefined;
  const { host, pathname, href } = new URL(text, baseURI);
  const isTracker = host === 'api.affitor.com' || (host === 'localhost:1337' && PATH.test(pathname));
  const isOwn = host === new URL(baseURI).host && !PATH.test(pathname);
  return isTracker && !isOwn ? href : undefined;
};

describe('which requests go to the tracker', () => {
  it.each([
    'https://api.affitor.com/api/v1/track/click',
    'HTTPS://API.AFFITOR.COM/api/v1/track/click',
    'https://api.affitor.com:443/api/v1/track/click',
    'https://user@api.affitor.com/api/v1/track/click',
    'https://api%2Eaffitor.com/x',
    '\n https://api.affitor.com\\x',
    '//api.affitor.com/x',
    '/\t/api.affitor.com/x',
    'http://localhost:1337/api/tracking/lead',
  ])('hears %j', (text) => {
    expect(hostsAt('https://shop.example/').trackerUrl(text)).toBe(new URL(text, 'https://shop.example/').href);
  });

  it.each([
    'https://shop.example/api/tracking/lead',
    '/api/tracking/lead',
    'data:,x',
    'https://',
    'http://localhost:1337/',
  ])('leaves %j alone', (text) => {
    expect(hostsAt('https://shop.example/').trackerUrl(text)).toBeUndefined();
  });

  it('says of any address what the browser would read in it', () => {
    const piece = fc.constantFrom(
      ...[
        'https:',
        'http:',
        '/',
        '//',
        '\\',
        'api.affitor.com',
        'affitor.com',
        '.',
        'api.',
        'x',
        '@',
        ':443',
        ':1337',
        ':',
      ],
      ...[
        'localhost',
        '127.1',
        '0x7f.1',
        '\t',
        '\n',
        ' ',
        '%2e',
        '?',
        '#',
        'a-b.example',
        'API',
        'api/tracking/lead',
        'xn--',
      ],
    );
    const base = fc.constantFrom('https://shop.example/a/', 'https://api.affitor.com/', 'http://localhost:1337/x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), base, (pieces, baseURI) => {
        const text = pieces.join('');
        expect(hostsAt(baseURI).trackerUrl(text)).toBe(read(text, baseURI));
      }),
      { numRuns: 3000 },
    );
  });
});
