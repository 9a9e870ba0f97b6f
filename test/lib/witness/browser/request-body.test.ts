import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import { translateBytes, translateRequestBody } from '@/lib/witness/browser/request-body';

const encode = (text: string) => new TextEncoder().encode(text);

describe('a request’s body', () => {
  it('is text where its parts together are text', () => {
    const whole = encode('{"name":"Zoë"}');
    const raw = [{ bytes: whole.slice(0, 12).buffer }, { bytes: whole.slice(12).buffer }];
    expect(translateRequestBody({ raw })).toEqual({
      kind: 'text',
      text: '{"name":"Zoë"}',
      encoding: 'utf8',
      sizeBytes: 15,
    });
  });

  it('is out of reach where Firefox gives a form without its fields', () => {
    expect(translateRequestBody({ formData: {} })).toMatchObject({ kind: 'unavailable' });
  });

  it('is base64 where it is no text', () => {
    expect(translateRequestBody({ raw: [{ bytes: Uint8Array.of(0xff, 0xfe, 0).buffer }] })).toEqual({
      kind: 'text',
      text: '//4A',
      encoding: 'base64',
      sizeBytes: 3,
    });
  });

  it('comes back byte for byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const body = translateBytes(bytes);
        if (body.kind !== 'text') throw new Error('not text');
        const back =
          body.encoding === 'utf8'
            ? encode(body.text)
            : Uint8Array.from(atob(body.text), (character) => character.charCodeAt(0));
        expect([...back]).toEqual([...bytes]);
      }),
    );
  });

  it('is a form sorted by name, as neither browser gives the order sent', () => {
    expect(translateRequestBody({ formData: { z: ['1', '2'], a: ['3'] } })).toEqual({
      kind: 'form',
      fields: [
        ['a', '3'],
        ['z', '1'],
        ['z', '2'],
      ],
    });
  });

  it('that was a Blob in Chromium is unavailable for a reason people understand', () => {
    const reason = 'Sent as a Blob or stream, which the browser does not show to extensions';
    expect(translateRequestBody({ error: 'Unknown error.' })).toEqual({ kind: 'unavailable', reason });
    expect(translateRequestBody({ raw: [{}] })).toEqual({ kind: 'unavailable', reason });
    expect(translateRequestBody({ error: 'Fel' })).toEqual({ kind: 'unavailable', reason: `${reason} (Fel)` });
  });

  it('with a file in it says so', () => {
    expect(translateRequestBody({ raw: [{ file: '/tmp/a' }] })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('a file'),
    });
  });

  it('that is not there is none', () => {
    for (const record of [null, undefined, {}, { raw: [] }, { raw: [{ bytes: new ArrayBuffer(0) }] }]) {
      expect(translateRequestBody(record)).toEqual({ kind: 'none' });
    }
  });

  it('of 20 MB is cut at the limit, not within a character', () => {
    const body = translateBytes(encode('€'.repeat(7_000_000)));
    expect(body).toMatchObject({ encoding: 'utf8', sizeBytes: 21_000_000, truncated: true });
    expect(body.kind === 'text' && encode(body.text).length).toBeLessThanOrEqual(STORED_BODY_LIMIT_BYTES);
    expect(body.kind === 'text' && /^€+$/.test(body.text)).toBe(true);
  });

  it('of 20 MB without text is cut too', () => {
    const body = translateBytes(new Uint8Array(20_000_000).fill(0xff));
    expect(body).toMatchObject({ encoding: 'base64', sizeBytes: 20_000_000, truncated: true });
    expect(body.kind === 'text' && body.text.length).toBeLessThanOrEqual(STORED_BODY_LIMIT_BYTES);
  });
});
