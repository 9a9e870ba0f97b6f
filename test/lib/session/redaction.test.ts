import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '@/lib/model/observation';
import { previewRedaction, type RedactionOptions, redact } from '@/lib/session/redaction';
import { API, CLICK_ID, jsonBody } from '@/test/fixtures/entries';
import {
  callRecord,
  consoleRecord,
  cookieRecord,
  navigationRecord,
  queueRecord,
  requestRecord,
  responseRecord,
} from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';

function redactRecords(records: JournalRecord[], options?: RedactionOptions): JournalRecord[] {
  return redact(aSession({ records }), options).journal;
}

/** The body of the only request, redacted. */
function redactedBody(text: string, options?: RedactionOptions): string {
  const body = { kind: 'text' as const, encoding: 'utf8' as const, sizeBytes: text.length, text };
  const [record] = redactRecords([requestRecord({ body })], options);
  return record?.kind === 'request' && record.body.kind === 'text' ? record.body.text : '';
}

const redactedText = (text: string): string => {
  const [record] = redactRecords([consoleRecord({ text })]);
  return record?.kind === 'console' ? record.text : '';
};

const redactedUrl = (url: string, options?: RedactionOptions): string => {
  const [record] = redactRecords([navigationRecord({ url })], options);
  return record?.kind === 'navigation' ? record.url : '';
};

describe('redaction', () => {
  it('replaces one value by one pseudonym wherever it stands, so that joins still show', () => {
    const [landing, cookie, request, response] = redactRecords([
      navigationRecord({ url: 'https://shop.example.com/?ref=maya-reviews' }),
      cookieRecord({ value: CLICK_ID }),
      requestRecord({ body: jsonBody({ customer_code: CLICK_ID, user_id: 'u_8142', email: 'ada@example.org' }) }),
      responseRecord({ body: jsonBody({ success: true, partner_code: 'maya-reviews', customer_code: CLICK_ID }) }),
    ]);
    expect(landing).toMatchObject({ url: 'https://shop.example.com/?ref=redacted-1' });
    expect(cookie).toMatchObject({ value: 'cust_29_1759999980001' });
    expect(request).toMatchObject({
      body: {
        text: '{"customer_code":"cust_29_1759999980001","user_id":"redacted-user-1","email":"person-1@redacted.example"}',
      },
    });
    expect(response).toMatchObject({
      body: { text: '{"success":true,"partner_code":"redacted-1","customer_code":"cust_29_1759999980001"}' },
    });
  });

  it('keeps spacing, numbers and the order of keys in a body', () => {
    const text = '{ "amount": 1.50,\n\t"email": "ada@example.org", "plan":"pro", "big": 12345678901234567890 }';
    expect(redactedBody(text)).toBe(text.replace('ada@example.org', 'person-1@redacted.example'));
  });

  it('finds secrets in a body that was cut off', () => {
    expect(redactedBody('{"plan":"pro","user_id":"u_8142","name":"Ada Lovel')).toBe(
      '{"plan":"pro","user_id":"redacted-user-1","name":"redacted-name-1',
    );
  });

  it('keeps the tracker’s own paths and every host', () => {
    expect(redactedUrl(`${API}/api/tracking/test?user=test1234`)).toBe(`${API}/api/tracking/test?user=redacted-user-1`);
    const [record] = redactRecords([
      requestRecord({ url: `${API}/api/tracking/lead`, body: jsonBody({ name: 'tracking', user_id: 'lead' }) }),
    ]);
    expect(record).toMatchObject({ url: `${API}/api/tracking/lead` });
  });

  it.each([
    ['user:pass@', 'https://user:pass@shop.example.com/', 'https://redacted-token-1@shop.example.com/'],
    [
      'a path with an e-mail',
      'https://s.example/u/ada%40x.org/edit',
      'https://s.example/u/person-1@redacted.example/edit',
    ],
    [
      'a fragment with a token',
      'https://s.example/#id_token=abc123&x',
      'https://s.example/#id_token=redacted-token-1&x',
    ],
    ['a route with a query', 'https://s.example/#/a?b=secret', 'https://s.example/#/a?b=redacted-1'],
    ['an empty value', 'https://s.example/?ref=&a', 'https://s.example/?ref=&a'],
    [
      'a URL in a parameter',
      'https://s.example/?next=https%3A%2F%2Fs.example%2Fa%3Fb%3Dsecret',
      'https://s.example/?next=https%3A%2F%2Fs.example%2Fa%3Fb%3Dredacted-1',
    ],
  ])('treats a URL by its parts: %s', (_, url, expected) => {
    expect(redactedUrl(url)).toBe(expected);
  });

  it.each([
    ['an invalid e-mail stays invalid', { email: 'ada@nowhere' }, { email: 'person-1@redacted' }],
    ['a text that is no e-mail stays none', { email: 'ada' }, { email: 'redacted-text-1' }],
    ['an id that is an e-mail stays one', { user_id: 'ada@example.org' }, { user_id: 'person-1@redacted.example' }],
    ['a number stays a number', { user_id: 48151 }, { user_id: 9000000001 }],
    ['an empty id stays empty', { user_id: '' }, { user_id: '' }],
    ['a placeholder, which names nobody, stays', { user_id: 'user_123' }, { user_id: 'user_123' }],
    ['an object in place of an id', { user_id: { id: 'u_8142' } }, { user_id: { id: 'u_8142' } }],
    ['a malformed identifier stays malformed', { customer_code: 'cust-29' }, { customer_code: 'redacted-cookie-1' }],
    [
      'a sample identifier keeps its age',
      { customer_code: 'cust_42_1234567890' },
      { customer_code: 'cust_42_1234567861' },
    ],
    ['a key stays a key', { api_key: 'affitor_live_12345678' }, { api_key: 'affitor_redacted_token_1' }],
    ['a product has a name of its own', { product: { name: 'Pro plan' } }, { product: { name: 'Pro plan' } }],
    ['so has a thing with a value', { name: 'theme', value: 'dark' }, { name: 'theme', value: 'dark' }],
    ['an id in a person’s object', { user: { id: 'u_8142' } }, { user: { id: 'redacted-user-1' } }],
    ['an id of a thing', { order: { id: 'o_1' } }, { order: { id: 'o_1' } }],
    [
      'a longer name',
      { billing_email: 'x@y.co', 'x-auth-token': 'abc' },
      { billing_email: 'person-1@redacted.example', 'x-auth-token': 'redacted-token-1' },
    ],
    ['a hash of an e-mail', { email_sha256: 'a'.repeat(64) }, { email_sha256: `${'0'.repeat(63)}1` }],
  ])('keeps the shape that rules judge by: %s', (_, payload, expected) => {
    expect(JSON.parse(redactedBody(JSON.stringify(payload)))).toEqual(expected);
  });

  it.each([
    ['[Affitor Tracker] ✅ Affitor: user_id detected - u_8142', 'user_id detected - redacted-user-1'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer redacted-token-1'],
    ['call me at +49 170 1234567 now', 'call me at +15550100001 now'],
    ['call me at (555) 010-0199', 'call me at +15550100001'],
    [`{name: "customer_code", value: "${CLICK_ID}"}`, '{name: "customer_code", value: "cust_29_1759999980001"}'],
    [
      "{email: 'ada@example.org', first_name: 'Ada'}",
      "{email: 'person-1@redacted.example', first_name: 'redacted-name-1'}",
    ],
  ])('reads console lines: %s', (text, expected) => {
    expect(redactedText(text)).toContain(expected);
  });

  it('leaves ordinary lines as they are', () => {
    const lines = [
      '[Affitor Tracker] Using advertiser ID: 29',
      '[Affitor] Cookie verification FAILED - cookies may be blocked',
      'https://api.affitor.com/js/affitor-tracker.js:1:204',
      'trackTest() called true',
      'Program name: Spring sale, 50% off at 10:30',
    ];
    for (const line of lines) expect(redactedText(line)).toBe(line);
  });

  it('knows what stands where in signup(customerKey, email)', () => {
    const [call, item] = redactRecords([
      callRecord({ method: 'signup', args: ['u_8142', 'ada@example.org'] }),
      queueRecord({ item: ['signup', 'u_8142', 'ada@example.org'] }),
    ]);
    expect(call).toMatchObject({ args: ['redacted-user-1', 'person-1@redacted.example'] });
    expect(item).toMatchObject({ item: ['signup', 'redacted-user-1', 'person-1@redacted.example'] });
  });

  it('reads cookies and keys in headers', () => {
    const [request] = redactRecords([
      requestRecord({
        headers: [
          ['Cookie', `customer_code=${CLICK_ID}; theme=`],
          ['Authorization', 'Bearer affitor_live_12345678'],
          ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64)'],
        ],
      }),
    ]);
    expect(request).toMatchObject({
      headers: [
        ['Cookie', 'customer_code=cust_29_1759999980001; theme='],
        ['Authorization', 'Bearer affitor_redacted_token_1'],
        ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64)'],
      ],
    });
  });

  it('searches bytes that are no text', () => {
    const bytes = Buffer.concat([Buffer.from([0, 255, 128]), Buffer.from('mail ada@example.org'), Buffer.from([0])]);
    const body = { kind: 'text' as const, encoding: 'base64' as const, sizeBytes: 30, text: bytes.toString('base64') };
    const [record] = redactRecords([requestRecord({ body })]);
    const text = record?.kind === 'request' && record.body.kind === 'text' ? record.body.text : '';
    expect(Buffer.from(text, 'base64').toString('latin1')).toBe('\x00\xff\x80mail person-1@redacted.example\x00');
  });

  it('redacts what the browser holds and the verdict’s words too', () => {
    const session = redact(
      aSession({ page: { url: 'https://shop.example.com/?q=secret', title: 'Mail ada@example.org' } }),
    );
    expect(session.redacted).toBe(true);
    expect(session.cookies[0]?.value).toBe('cust_29_1759999980001');
    expect(session.page).toEqual({
      url: 'https://shop.example.com/?q=redacted-1',
      title: 'Mail person-1@redacted.example',
    });
  });
});

describe('what the user chose for redaction', () => {
  const payload = JSON.stringify({ email: 'ada@example.org', user_id: 'u_8142', phone: '+49 170 1234567' });

  it('leaves a category that is off', () => {
    expect(redactedBody(payload, { categories: { email: false } })).toBe(
      '{"email":"ada@example.org","user_id":"redacted-user-1","phone":"+15550100001"}',
    );
  });

  it('leaves a value that is to be kept', () => {
    expect(redactedBody(payload, { keep: ['u_8142'] })).toContain('"user_id":"u_8142"');
  });

  it('leaves query parameters when they are off, but not the e-mail in one', () => {
    expect(redactedUrl('https://s.example/?ref=PARTNER123&e=ada%40x.org', { categories: { query: false } })).toBe(
      'https://s.example/?ref=PARTNER123&e=person-1%40redacted.example',
    );
  });

  it('is shown before anything leaves: each value, its pseudonym, how often and where first', () => {
    const { replacements } = previewRedaction(
      aSession({
        records: [requestRecord({ seq: 7, body: jsonBody({ user_id: 'u_8142', note: 'u_8142' }) })],
        cookies: [],
      }),
    );
    expect(replacements).toEqual([
      { category: 'user-id', value: 'u_8142', pseudonym: 'redacted-user-1', count: 2, where: 'request #7' },
    ]);
  });
});
