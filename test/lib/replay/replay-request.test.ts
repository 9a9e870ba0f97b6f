import { describe, expect, it, vi } from 'vitest';
import { checkEdited, jsonProblem, requestFromEntry, retarget } from '@/lib/replay/replay-request';
import { aLead, aRequest } from '@/test/fixtures/entries';

describe('a recorded request made ready to be sent again', () => {
  it('keeps method, URL and body, and leaves out what the browser sets itself', () => {
    const entry = aLead(
      {},
      {
        headers: [
          ['Origin', 'https://a.example'],
          ['Cookie', 'x=1'],
          ['Authorization', 'Bearer t'],
        ],
      },
    );
    const reading = requestFromEntry(entry);
    expect(reading).toMatchObject({ ok: true, request: { method: 'POST', url: entry.url } });
    if (!reading.ok) return;
    expect(reading.request.headers).toEqual([
      ['Authorization', 'Bearer t'],
      ['content-type', 'application/json'],
    ]);
    expect(JSON.parse(reading.request.body ?? '')).toMatchObject({ user_id: 'u_8142' });
  });

  it('writes a form body as a form', () => {
    const reading = requestFromEntry(aRequest({ headers: [], body: { kind: 'form', fields: [['email', 'a b@c.d']] } }));
    expect(reading).toMatchObject({ request: { body: 'email=a+b%40c.d' } });
  });

  it.each([
    ['a body nobody saw', { kind: 'unavailable', reason: 'sent as a Blob' } as const, 'sent as a Blob'],
    ['half a body', { kind: 'text', text: '{', encoding: 'utf8', sizeBytes: 9, truncated: true } as const, 'beginning'],
    ['a binary body', { kind: 'text', text: 'AA==', encoding: 'base64', sizeBytes: 1 } as const, 'binary'],
  ])('refuses %s and says why', (_, body, part) => {
    const reading = requestFromEntry(aRequest({ body }));
    expect(reading.ok).toBe(false);
    expect(reading.ok ? '' : reading.message).toContain(part);
  });

  it('keeps path and query at another host', () => {
    const request = { method: 'GET', url: 'https://api.affitor.com/api/x?page=2', headers: [] };
    expect(retarget(request, 'http://127.0.0.1:1337/').url).toBe('http://127.0.0.1:1337/api/x?page=2');
  });
});

describe('what a person edited', () => {
  const good = {
    method: 'post',
    url: 'https://api.affitor.com/api/tracking/lead',
    headers: [['x-a', '1']],
    body: '{"a":1}',
  };

  it('is taken when it is whole', () => {
    expect(checkEdited(good)).toMatchObject({ ok: true, request: { method: 'POST' } });
  });

  it.each([
    ['a relative URL', { url: '/lead' }, 'not complete'],
    ['another scheme', { url: 'javascript:alert(1)' }, 'http and https'],
    ['no scheme, where the port makes it look like one', { url: 'localhost:1337/lead' }, 'with its scheme'],
    ['a header with a line break', { headers: [['x', 'a\nb']] }, 'one line'],
    ['an unknown method', { method: 'BREW' }, 'one of'],
    ['broken JSON', { body: '{"a":\n 1,}' }, 'line 2'],
  ])('is refused with the reason for %s', (_, change, part) => {
    const reading = checkEdited({ ...good, ...change });
    expect(reading.ok ? '' : reading.message).toContain(part);
  });

  it('tells line and column in the same words as another engine does', () => {
    const said = 'JSON.parse: expected double-quoted property name at line 2 column 4 of the JSON data';
    const parse = vi.spyOn(JSON, 'parse').mockImplementation(() => {
      throw new SyntaxError(said);
    });
    const problem = jsonProblem('{"a":\n 1,}');
    parse.mockRestore();
    expect(problem).toBe('The body is not valid JSON at line 2, column 4.');
    expect(jsonProblem('{"a":\n 1,}')).toBe(problem);
    expect(jsonProblem('{"a":\n')).toBe('The body is not valid JSON at line 2, column 1.');
  });

  it('may be any text that does not look like JSON', () => {
    expect(jsonProblem('a=1&b=2')).toBeUndefined();
  });
});
