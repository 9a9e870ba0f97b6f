import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from '@/lib/model/body';
import type { Header } from '@/lib/model/observation';
import { decodeBody, fieldOf, isTestMode, parseJson, payloadOf, textField } from '@/lib/tracker/decode';
import { jsonBody } from '@/test/fixtures/entries';

function textBody(text: string, more: Partial<Extract<Body, { kind: 'text' }>> = {}): Body {
  return { kind: 'text', text, encoding: 'utf8', sizeBytes: text.length, ...more };
}

const JSON_TYPE: Header[] = [['Content-Type', 'application/json']];
const FORM_TYPE: Header[] = [['content-type', 'application/x-www-form-urlencoded;charset=UTF-8']];

describe('decodeBody', () => {
  it('reads JSON by its look or its type', () => {
    expect(decodeBody(jsonBody({ a: 1 }))).toEqual({ kind: 'json', value: { a: 1 } });
    expect(decodeBody(textBody(' [1]'))).toEqual({ kind: 'json', value: [1] });
    expect(decodeBody(textBody('42'), JSON_TYPE)).toEqual({ kind: 'json', value: 42 });
    expect(decodeBody(textBody('42'))).toEqual({ kind: 'text', text: '42' });
  });

  it('reads forms, URL-encoded and multipart', () => {
    expect(decodeBody(textBody('email=a%40b.c&user_id=u+1'), FORM_TYPE)).toEqual({
      kind: 'form',
      fields: [
        ['email', 'a@b.c'],
        ['user_id', 'u 1'],
      ],
    });
    const multipart = [
      '--xyz',
      'Content-Disposition: form-data; name="user_id"',
      '',
      'u_1',
      '--xyz',
      'Content-Disposition: form-data; name="photo"; filename="me.png"',
      'Content-Type: image/png',
      '',
      'bytes',
      '--xyz--',
      '',
    ].join('\r\n');
    expect(decodeBody(textBody(multipart), [['content-type', 'multipart/form-data; boundary=xyz']])).toEqual({
      kind: 'form',
      fields: [
        ['user_id', 'u_1'],
        ['photo', '(file me.png)'],
      ],
    });
  });

  it('keeps what it cannot read, and says why', () => {
    expect(decodeBody(textBody('{"a":'), JSON_TYPE)).toMatchObject({ kind: 'text', text: '{"a":' });
    expect(decodeBody(textBody('{"a":', { digest: 'd' }))).toMatchObject({
      problem: 'Only the beginning of this body is here.',
    });
    expect(decodeBody(textBody('AAEC', { encoding: 'base64' }))).toMatchObject({ problem: 'Binary, shown as base64.' });
    expect(decodeBody({ kind: 'unavailable', reason: 'sent as a Blob' })).toEqual({
      kind: 'unavailable',
      reason: 'sent as a Blob',
    });
  });

  it('shows JSON that is nested without end as text', () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(decodeBody(textBody(deep))).toMatchObject({ kind: 'text' });
  });

  it('never throws, whatever the body', () => {
    const body = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('{"__proto__":{"x":1}}', '<script>alert(1)</script>', '\ud800', '--\r\n\r\n--', '%E0%A4%A'),
    );
    const type = fc.constantFrom(
      '',
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=(',
    );
    fc.assert(
      fc.property(body, type, fc.boolean(), (text, contentType, truncated) => {
        const decoded = decodeBody(textBody(text, { truncated }), [['content-type', contentType]]);
        expect(decoded.kind).toMatch(/^(none|json|form|text)$/);
      }),
    );
  });
});

describe('payloads', () => {
  it('are objects of JSON or of a form', () => {
    expect(payloadOf(jsonBody({ user_id: 'u_1' }))).toEqual({ user_id: 'u_1' });
    expect(payloadOf({ kind: 'form', fields: [['user_id', 'u_1']] })).toEqual({ user_id: 'u_1' });
    expect(payloadOf({ kind: 'none' })).toBeUndefined();
  });

  it('have their own fields only', () => {
    const parsed = parseJson('{"__proto__":{"user_id":"u_1"},"email":""}');
    const payload = parsed.ok ? parsed.value : null;
    expect(fieldOf(payload, 'user_id')).toBeUndefined();
    expect(fieldOf(payload, 'toString')).toBeUndefined();
    expect(textField(payload, 'email')).toBeUndefined();
    expect(textField({ id: 7 }, 'id')).toBe('7');
  });

  it('are in test mode when additional_data says so', () => {
    expect(isTestMode({ additional_data: { test_mode: true } })).toBe(true);
    expect(isTestMode({ additional_data: { test_mode: 'true' } })).toBe(true);
    expect(isTestMode({ additional_data: { test_mode: false } })).toBe(false);
    expect(isTestMode({ test_mode: true })).toBe(false);
    expect(isTestMode(undefined)).toBe(false);
  });
});
