import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HarRecord, translateHar } from '@/lib/witness/browser/har';

const aHarRecord = (overrides: {
  request?: Partial<HarRecord['request']>;
  response?: Partial<HarRecord['response']>;
  time?: number;
  startedDateTime?: string;
  resourceType?: string | null;
  initiator?: unknown;
}): HarRecord => ({
  startedDateTime: overrides.startedDateTime ?? '2026-01-01T00:00:00.000Z',
  time: overrides.time ?? 120,
  request: {
    method: 'POST',
    url: 'https://api.affitor.com/api/tracking/lead',
    headers: [{ name: 'Origin', value: 'https://shop.example' }],
    postData: { text: '{"user_id":"u_1"}' },
    bodySize: 17,
    ...overrides.request,
  },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [{ name: 'Set-Cookie', value: 'a=1\nb=2' }],
    redirectURL: '',
    content: { size: 16 },
    ...overrides.response,
  },
  _resourceType: overrides.resourceType === undefined ? 'fetch' : overrides.resourceType,
  _initiator: overrides.initiator ?? { type: 'script', url: 'https://shop.example/app.js' },
});

const STARTED = Date.parse('2026-01-01T00:00:00.000Z');
const text = { text: '{"success":true}', encoding: '' };

describe('an entry of DevTools’ network log', () => {
  it('says when a service worker took it', () => {
    const response = { _fetchedViaServiceWorker: true };
    expect(translateHar(aHarRecord({ response }), text, 'h:1')[0]).toMatchObject({ viaServiceWorker: true });
    expect(translateHar(aHarRecord({}), text, 'h:1')[0]).not.toHaveProperty('viaServiceWorker');
  });

  it('is a request and its response with the body', () => {
    expect(translateHar(aHarRecord({}), text, 'h:1')).toEqual([
      {
        kind: 'request',
        at: STARTED,
        requestId: 'h:1',
        carrier: 'fetch',
        method: 'POST',
        url: 'https://api.affitor.com/api/tracking/lead',
        headers: [['Origin', 'https://shop.example']],
        body: { kind: 'text', text: '{"user_id":"u_1"}', encoding: 'utf8', sizeBytes: 17 },
        initiator: 'https://shop.example/app.js',
      },
      {
        kind: 'response',
        at: STARTED + 120,
        requestId: 'h:1',
        url: 'https://api.affitor.com/api/tracking/lead',
        status: 200,
        statusText: 'OK',
        headers: [
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
        ],
        body: { kind: 'text', text: '{"success":true}', encoding: 'utf8', sizeBytes: 16 },
        durationMs: 120,
      },
    ]);
  });

  it('without a status is a failure, for the reason Chromium names', () => {
    const response = { status: 0, _error: 'net::ERR_BLOCKED_BY_CLIENT' };
    expect(translateHar(aHarRecord({ response }), undefined, 'h:1')).toMatchObject([
      { kind: 'request' },
      { kind: 'failure', reason: 'blocked-by-client', message: 'net::ERR_BLOCKED_BY_CLIENT' },
    ]);
  });

  it('without a status and a reason has no known end: it may have been open when its page was left', () => {
    for (const _error of [undefined, null, '']) {
      const reports = translateHar(aHarRecord({ response: { status: 0, _error } }), undefined, 'h:1');
      expect(reports.map(({ kind }) => kind)).toEqual(['request']);
    }
  });

  it('decodes a body that DevTools encoded, and says what it could not have', () => {
    const bodyOf = (content: { text: string; encoding: string } | undefined, size = 3) => {
      const [, response] = translateHar(aHarRecord({ response: { content: { size } } }), content, 'h:1');
      return response && 'body' in response ? response.body : undefined;
    };
    expect(bodyOf({ text: btoa('abc'), encoding: 'base64' })).toMatchObject({ text: 'abc', encoding: 'utf8' });
    expect(bodyOf({ text: btoa('\xff'), encoding: 'base64' })).toMatchObject({ text: '/w==', encoding: 'base64' });
    expect(bodyOf({ text: '***', encoding: 'base64' })).toMatchObject({ kind: 'unavailable' });
    expect(bodyOf(undefined)).toMatchObject({ kind: 'unavailable' });
    expect(bodyOf(undefined, 0)).toEqual({ kind: 'none' });
    expect(bodyOf({ text: '', encoding: '' })).toEqual({ kind: 'none' });
  });

  it('takes a form’s fields where there is no text', () => {
    const postData = { params: [{ name: 'email', value: 'a@b.c' }, { name: 'empty' }] };
    expect(translateHar(aHarRecord({ request: { postData } }), text, 'h:1')[0]).toMatchObject({
      body: {
        kind: 'form',
        fields: [
          ['email', 'a@b.c'],
          ['empty', ''],
        ],
      },
    });
  });

  it('says when DevTools left the request’s body out', () => {
    const request = { postData: undefined, bodySize: 900 };
    expect(translateHar(aHarRecord({ request }), text, 'h:1')[0]).toMatchObject({ body: { kind: 'unavailable' } });
    const cutOff = aHarRecord({ request: { postData: undefined, bodySize: 0 }, response: { status: 0 } });
    expect(translateHar(cutOff, undefined, 'h:1')[0]).toMatchObject({ body: { kind: 'unavailable' } });
    const get = { postData: undefined, bodySize: 0, method: 'GET' };
    expect(translateHar(aHarRecord({ request: get }), text, 'h:1')[0]).toMatchObject({ body: { kind: 'none' } });
  });

  it('that is a preflight is left out', () => {
    const headers = [{ name: 'Access-Control-Request-Method', value: 'POST' }];
    expect(translateHar(aHarRecord({ request: { method: 'OPTIONS', headers } }), undefined, 'h:1')).toEqual([]);
    expect(translateHar(aHarRecord({ request: { method: 'OPTIONS' }, resourceType: 'preflight' }), text, 'h')).toEqual(
      [],
    );
  });

  it('with no time, no type or a time that is none does without', () => {
    const [request, response] = translateHar(aHarRecord({ time: -1, resourceType: null }), text, 'h:1');
    expect(request).toMatchObject({ carrier: 'other' });
    expect(response).not.toHaveProperty('durationMs');
    expect(translateHar(aHarRecord({ startedDateTime: 'yesterday' }), text, 'h:1')).toEqual([]);
  });

  it('never throws on what a browser may say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer(), fc.anything(), (body, error, status, initiator) => {
        const record = aHarRecord({
          request: { postData: { text: body } },
          response: { status, _error: error },
          initiator,
        });
        expect(Array.isArray(translateHar(record, { text: body, encoding: 'base64' }, 'h:1'))).toBe(true);
      }),
    );
  });
});
