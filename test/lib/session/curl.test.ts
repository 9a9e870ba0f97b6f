import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplayRequest } from '@/lib/model/replay';
import { looksLikeCurl, parseCurl, writeCurl } from '@/lib/session/curl';

const API = 'https://api.affitor.com/api/tracking/lead';

function call(command: string): ReplayRequest {
  const reading = parseCurl(command);
  if (!reading.ok) throw new Error(reading.message);
  return reading.call;
}

const message = (command: string): string => {
  const reading = parseCurl(command);
  return reading.ok ? '' : reading.message;
};

describe('a pasted cURL command', () => {
  it('is read as documentation writes it', () => {
    const command = `$ curl -X POST ${API} \\
      -H "Authorization: Bearer affitor_live_1" \\
      -H 'Content-Type: application/json' \\
      -d '{"customer_code":"cust_42_1","note":"it'\\''s \\"quoted\\""}'`;
    expect(call(command)).toEqual({
      method: 'POST',
      url: API,
      headers: [
        ['Authorization', 'Bearer affitor_live_1'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"customer_code":"cust_42_1","note":"it\'s \\"quoted\\""}',
    });
  });

  it('is read as Chromium copies it for bash', () => {
    const command = `curl '${API}' -H 'accept: */*' --data-raw $'{"name":"Zo\\u00eb \\'x\\'","n":"a\\nb"}' --compressed`;
    expect(call(command)).toMatchObject({ method: 'POST', url: API, body: '{"name":"Zoë \'x\'","n":"a\nb"}' });
  });

  it('is read as Chromium copies it for the command prompt', () => {
    const command = `curl ^"${API}?a=1^&b=2^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1^}^"`;
    expect(call(command)).toEqual({
      method: 'POST',
      url: `${API}?a=1&b=2`,
      headers: [['content-type', 'application/json']],
      body: '{"a":1}',
    });
  });

  it.each<[string, string, Partial<ReplayRequest>]>([
    ['GET without a body', `curl ${API}`, { method: 'GET' }],
    ['short options in one word', `curl -sSXPUT ${API} -da=1 -d b=2`, { method: 'PUT', body: 'a=1&b=2' }],
    ['a URL without its scheme', 'curl localhost:1337/x', { url: 'http://localhost:1337/x' }],
    ['options that say nothing about the request', `curl -k -m 5 -o out.txt -L ${API}`, { url: API, method: 'GET' }],
    ['--json', `curl --json '{}' ${API}`, { body: '{}', method: 'POST' }],
    ['--get', `curl -G -d a=1 ${API}?b=2#x`, { url: `${API}?b=2&a=1#x`, method: 'GET' }],
    ['--data-urlencode', `curl --data-urlencode 'e=a b@c' ${API}`, { body: 'e=a%20b%40c' }],
    ['--option=value', `curl --request=DELETE --url=${API}`, { method: 'DELETE', url: API }],
    ['a multipart form', `curl -F email=a@b.c -F 'n="x y"' ${API}`, { body: 'email=a%40b.c&n=x+y' }],
    ['--user', `curl -u me:secret ${API}`, { headers: [['Authorization', 'Basic bWU6c2VjcmV0']] }],
    ['--cookie', `curl -b 'a=1; b=2' ${API}`, { headers: [['Cookie', 'a=1; b=2']] }],
    ['--head', `curl -I ${API}`, { method: 'HEAD' }],
    ['only the first of several commands', `curl ${API} && rm -rf x`, { url: API }],
  ])('understands %s', (_, command, expected) => {
    expect(call(command)).toMatchObject(expected);
  });

  it.each([
    ['wget https://x.example', 'not a cURL command'],
    [`curl -H 'x: y'`, 'has no URL'],
    [`curl 'https://x.example`, 'never closed'],
    ['curl file:///etc/passwd', 'URL cannot be read'],
    [`curl -d @lead.json ${API}`, 'reads the file "lead.json"'],
    [`curl -b cookies.txt ${API}`, 'reads the file "cookies.txt"'],
    [`curl -F 'a=@x.png' ${API}`, 'reads the file "x.png"'],
  ])('is refused with the reason: %s', (command, reason) => {
    expect(message(command)).toContain(reason);
  });

  it('is told from other text', () => {
    expect(looksLikeCurl('  curl https://x')).toBe(true);
    expect(looksLikeCurl('{"curl": 1}')).toBe(false);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseCurl(`curl ${text}`)));
  });
});

describe('a written cURL command', () => {
  const header = fc.tuple(
    fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,12}$/),
    fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}]/gu, '').trim()),
  );

  it('reads back as the request it was written from', () => {
    fc.assert(
      fc.property(
        fc.record({
          method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
          url: fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] }),
          headers: fc.array(header, { maxLength: 4 }),
          body: fc.option(
            fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
            { nil: undefined },
          ),
        }),
        ({ body, ...rest }) => {
          const request = { ...rest, ...(body !== undefined && { body }) };
          const read = call(writeCurl(request));
          const isTyped = request.headers.some(([name]) => name.toLowerCase() === 'content-type');
          const untyped = body === undefined || isTyped ? [] : [['Content-Type', '']];
          expect(read).toEqual({ ...request, headers: [...request.headers, ...untyped] });
        },
      ),
    );
  });
});
