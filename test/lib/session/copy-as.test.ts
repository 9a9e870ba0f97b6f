import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { copyAsCurl, copyAsFetch, copyAsJson } from '@/lib/session/copy-as';
import { parseCurl } from '@/lib/session/curl';
import { copyServerCall, SERVER_LANGUAGES, serverLeadOf } from '@/lib/session/server-call';
import { API, aLead, CLICK_ID } from '@/test/fixtures/entries';

const lead = aLead(
  { api_key: 'affitor_live_12345678' },
  {
    headers: [
      ['content-type', 'application/json'],
      ['Authorization', 'Bearer affitor_live_12345678'],
      ['Cookie', `customer_code=${CLICK_ID}; sid=secret`],
      ['sec-ch-ua', '"x"'],
    ],
  },
);

describe('a request copied', () => {
  it('as cURL has its secrets masked, and the tracker’s cookies not', () => {
    const text = copyAsCurl(lead, { secrets: 'masked' });
    expect(text).not.toMatch(/affitor_live|sid=secret|sec-ch-ua/);
    expect(parseCurl(text)).toMatchObject({
      ok: true,
      call: {
        method: 'POST',
        url: `${API}/api/tracking/lead`,
        headers: [
          ['content-type', 'application/json'],
          ['Authorization', 'Bearer ***'],
          ['Cookie', `customer_code=${CLICK_ID}; sid=***`],
        ],
      },
    });
  });

  it('as cURL is the request itself when secrets are asked for', () => {
    const reading = parseCurl(copyAsCurl(lead, { secrets: 'shown' }));
    expect(reading.ok && reading.call.body).toBe(lead.body.kind === 'text' && lead.body.text);
    expect(reading.ok && reading.call.headers).toContainEqual(['Authorization', 'Bearer affitor_live_12345678']);
  });

  it('as fetch runs and sends the same', async () => {
    const sent: unknown[] = [];
    const fetch = (url: string, init: object) => sent.push({ url, ...init });
    await runInNewContext(`(async () => { ${copyAsFetch(lead, { secrets: 'shown' })} })()`, { fetch });
    expect(sent).toEqual([
      {
        url: `${API}/api/tracking/lead`,
        method: 'POST',
        headers: { 'content-type': 'application/json', Authorization: 'Bearer affitor_live_12345678' },
        credentials: 'include',
        body: lead.body.kind === 'text' && lead.body.text,
      },
    ]);
  });

  it('as JSON has payload and answer as JSON', () => {
    const copied = JSON.parse(copyAsJson(lead, { secrets: 'masked' }));
    expect(copied.request.body).toMatchObject({ user_id: 'u_8142', api_key: 'affitor_***' });
    expect(copied.response).toEqual({ status: 200, body: expect.objectContaining({ success: true }) });
  });
});

describe('a lead copied as a server’s call', () => {
  const tricky = {
    customer_code: CLICK_ID,
    user_id: `it's "#{1}" \${x} \\ é`,
    additional_data: { on: true, none: null, list: [1] },
  };

  it('takes what a server sends, from either dialect, and leaves out what nobody keeps', () => {
    expect(serverLeadOf({ customer_key: 'u_1', email: 'a@b.c', name: 'Ada', phone: '1' }, CLICK_ID)).toEqual({
      customer_code: CLICK_ID,
      user_id: 'u_1',
      email: 'a@b.c',
    });
  });

  it.each(SERVER_LANGUAGES)('reads the key from the environment unless one is given: %s', (language) => {
    const text = copyServerCall(language, { user_id: 'u_1' });
    expect(text).toContain('AFFITOR_API_TOKEN');
    expect(text).toContain('https://api.affitor.com/api/tracking/lead');
    expect(copyServerCall(language, {}, { token: 'affitor_t', origin: 'http://localhost:1337' })).toMatch(
      /http:\/\/localhost:1337\/api\/tracking\/lead[\s\S]*Bearer affitor_t/,
    );
  });

  it('in Node runs and sends the lead', async () => {
    const sent: { url: string; body: string; headers: Record<string, string> }[] = [];
    const fetch = (url: string, init: { body: string; headers: Record<string, string> }) => {
      sent.push({ url, ...init });
      return { ok: true };
    };
    const process = { env: { AFFITOR_API_TOKEN: 't1' } };
    await runInNewContext(`(async () => { ${copyServerCall('node', tricky)} })()`, { fetch, process });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual(tricky);
    expect(sent[0]?.headers.Authorization).toBe('Bearer t1');
  });

  it('escapes what each language would read into a string', () => {
    expect(copyServerCall('ruby', tricky)).toContain(String.raw`'user_id' => 'it\'s "#{1}" ${'$'}{x} \\ é'`);
    expect(copyServerCall('php', tricky)).toContain(String.raw`'user_id' => 'it\'s "#{1}" ${'$'}{x} \\ é'`);
    expect(copyServerCall('python', tricky)).toContain(String.raw`"user_id": "it's \"#{1}\" ${'$'}{x} \\ é"`);
  });

  it('writes each language’s own constants', () => {
    expect(copyServerCall('python', tricky)).toMatch(/"on": True,\s+"none": None,/);
    expect(copyServerCall('ruby', tricky)).toMatch(/'on' => true,\s+'none' => nil,/);
    expect(copyServerCall('php', { additional_data: {} })).toContain("'additional_data' => new stdClass()");
  });
});
