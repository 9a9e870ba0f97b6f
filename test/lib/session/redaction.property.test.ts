import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from '@/lib/model/body';
import type { JournalRecord } from '@/lib/model/observation';
import type { Session } from '@/lib/model/session';
import { redact } from '@/lib/session/redaction';
import { readSession, sessionText } from '@/lib/session/session-file';
import {
  callRecord,
  consoleRecord,
  cookieRecord,
  failureRecord,
  globalRecord,
  navigationRecord,
  queueRecord,
  requestRecord,
  responseRecord,
  scriptRecord,
} from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';

/** Plants secrets where real traffic has them, then again in any encoding in any other place, and looks for them. */

type Secrets = {
  email: string;
  phone: string;
  name: string;
  token: string;
  cookie: string;
  customer: string;
  userId: string;
  query: string;
};

const word = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const MIXED = 'ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz0123456789';

const secrets: fc.Arbitrary<Secrets> = fc.record({
  email: fc
    .tuple(word(`${LETTERS}0123456789.+_-`, 1, 12), word(LETTERS, 3, 10), fc.constantFrom('com', 'co.uk', 'example'))
    .map(([local, domain, top]) => `q${local}z@${domain}.${top}`),
  phone: fc
    .tuple(fc.constantFrom('+1 ', '+49', '+84 (', '+44-'), word('0123456789', 9, 10))
    .map(([start, digits]) => `${start}${digits}`),
  name: fc
    .tuple(fc.constantFrom('Zoë', 'Jörg', 'Nguyễn', 'Qadira', "O'Quill"), word(LETTERS, 4, 9))
    .map(([first, last]) => `${first} Z${last}`),
  token: fc.oneof(
    word(MIXED, 20, 40).map((text) => `affitor_live_${text}`),
    word(MIXED, 24, 32).map((text) => `eyJ${text}.${text}.sig${text}`),
    word(MIXED, 16, 32).map((text) => `sk_live_${text}`),
  ),
  cookie: word(MIXED, 10, 24).map((text) => `Zk${text}`),
  customer: fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }).map((ms) => `cust_29_${ms}`),
  userId: fc.oneof(
    word(`${LETTERS}0123456789`, 5, 12).map((text) => `u_${text}9`),
    fc.uuid(),
    word('0123456789', 6, 9).map((digits) => `7${digits}`),
  ),
  query: word(MIXED, 6, 16).map((text) => `Pz${text}`),
});

type Wrap = { name: string; wrap: (text: string) => string };

const toBase64 = (text: string) => Buffer.from(text).toString('base64');
const WRAPS: Wrap[] = [
  { name: 'raw', wrap: (text) => text },
  { name: 'in a sentence', wrap: (text) => `see ${text}, please` },
  { name: 'percent', wrap: encodeURIComponent },
  { name: 'percent, twice', wrap: (text) => encodeURIComponent(encodeURIComponent(text)) },
  { name: 'base64', wrap: toBase64 },
  { name: 'base64url', wrap: (text) => Buffer.from(text).toString('base64url') },
  { name: 'base64 of a sentence', wrap: (text) => toBase64(`x ${text} y`) },
  { name: 'JSON', wrap: (text) => JSON.stringify({ note: text, n: 1 }) },
  { name: 'JSON in JSON', wrap: (text) => JSON.stringify({ inner: JSON.stringify([text]) }) },
  { name: 'base64 of JSON', wrap: (text) => toBase64(JSON.stringify({ note: text })) },
  { name: 'form', wrap: (text) => new URLSearchParams({ a: '1', note: text }).toString() },
  { name: 'JSON in a form', wrap: (text) => new URLSearchParams({ note: JSON.stringify({ x: text }) }).toString() },
  {
    name: 'a URL',
    wrap: (text) => `https://shop.example.com/a/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}#x`,
  },
  { name: 'percent of base64', wrap: (text) => encodeURIComponent(toBase64(text)) },
  { name: 'a script', wrap: (text) => `send({ note: ${JSON.stringify(text)}, n: 1 });` },
];

const wrapping = fc.constantFrom(...WRAPS);

function plant(secret: Secrets, hidden: string): JournalRecord[] {
  const body = (text: string): Body => ({ kind: 'text', encoding: 'utf8', sizeBytes: text.length, text });
  const lead = {
    customer_code: secret.customer,
    user_id: secret.userId,
    email: secret.email,
    name: secret.name,
    phone: secret.phone,
    additional_data: { plan: 'pro', hidden },
  };
  return [
    navigationRecord({ url: `https://shop.example.com/?ref=${secret.query}`, title: hidden }),
    scriptRecord({ attributes: { 'data-affitor-program-id': '29', 'data-note': hidden } }),
    globalRecord({ state: { customerCode: secret.customer, note: hidden } }),
    cookieRecord({ value: secret.customer, message: hidden }),
    cookieRecord({ name: 'affitor_customer', value: secret.cookie, previous: hidden }),
    queueRecord({ item: ['signup', secret.userId, secret.email, { hidden }], message: hidden }),
    callRecord({ args: [lead], stack: `at x (https://shop.example.com/app.js?v=${secret.query}:1:2)\n${hidden}` }),
    consoleRecord({
      text: `[Affitor Tracker] user_id detected - ${secret.userId} ${hidden}`,
      args: [hidden, { hidden }],
    }),
    requestRecord({
      headers: [
        ['Authorization', `Bearer ${secret.token}`],
        ['Cookie', `customer_code=${secret.customer}; other=${secret.cookie}`],
        ['X-Note', encodeURIComponent(hidden)],
      ],
      body: body(JSON.stringify(lead)),
    }),
    responseRecord({
      headers: [['Set-Cookie', `other=${secret.cookie}; Path=/\nsecond=${secret.cookie}`]],
      body: body(JSON.stringify({ success: true, note: hidden })),
    }),
    requestRecord({
      requestId: '2',
      body: body(new URLSearchParams({ email: secret.email, hidden }).toString()),
    }),
    requestRecord({
      requestId: '3',
      body: {
        kind: 'form',
        fields: [
          ['user[name]', secret.name],
          ['hidden', hidden],
        ],
      },
    }),
    failureRecord({ requestId: '3', message: hidden }),
  ];
}

/** Everything a curious reader could get out of a text by undoing encodings. */
function* readings(text: string, depth = 0): Generator<string> {
  yield text;
  if (depth > 5) return;
  if (/%[0-9A-Fa-f]{2}/.test(text)) {
    for (const run of new Set([text.replaceAll('+', ' '), ...text.split(/[^\w.~!*'()%+-]+/)])) {
      if (!/%[0-9A-Fa-f]{2}/.test(run)) continue;
      const decoded = run.replace(/(?:%[0-9A-Fa-f]{2})+/g, (hex) =>
        Buffer.from(hex.replaceAll('%', ''), 'hex').toString(),
      );
      yield* readings(decoded, depth + 1);
    }
  }
  if (text.includes('\\')) yield* readings(text.replace(/\\(["\\/])/g, '$1'), depth + 1);
  for (const [run] of text.matchAll(/[\w+/-]{8,}/g)) {
    for (const skip of [0, 1, 2, 3]) {
      const decoded = Buffer.from(run.slice(skip), 'base64').toString();
      if (/^[\x20-\x7e]{4,}/.test(decoded) || decoded.includes('@')) yield* readings(decoded, 6);
    }
    yield* readings(Buffer.from(run, 'base64').toString(), Math.max(depth + 1, 5));
  }
}

function survivors(text: string, secret: Secrets): string[] {
  const all = [...readings(text)].map((reading) => reading.toLowerCase());
  return Object.entries(secret)
    .filter(([, value]) => all.some((reading) => reading.includes(value.toLowerCase())))
    .map(([category]) => category);
}

/** A customer's pseudonym is again a customer's identifier, and gets another one. */
const withoutTimes = (session: Session): string => JSON.stringify(session.journal).replaceAll(/cust_29_\d+/g, 'cust');

describe('redaction, whatever the secrets and however they are encoded', () => {
  it.each(Object.keys({ email: 0, phone: 0, name: 0, token: 0, cookie: 0, customer: 0, userId: 0, query: 0 }))(
    'leaves no %s behind',
    (category) => {
      fc.assert(
        fc.property(secrets, wrapping, wrapping, (secret, inner, outer) => {
          const hidden = outer.wrap(inner.wrap(secret[category as keyof Secrets]));
          const session = aSession({
            records: plant(secret, hidden),
            page: { url: 'https://shop.example.com/', title: hidden },
          });
          expect(survivors(sessionText(session), secret)).not.toEqual([]);
          expect(survivors(sessionText(redact(session)), secret)).toEqual([]);
        }),
        { numRuns: 25 },
      );
    },
    60_000,
  );

  it('writes a session that can be read again, and that a second redaction leaves as it is', () => {
    fc.assert(
      fc.property(secrets, wrapping, (secret, { wrap }) => {
        const redacted = redact(aSession({ records: plant(secret, wrap(secret.email)) }));
        expect(readSession(sessionText(redacted))).toEqual({ ok: true, session: redacted });
        const again = redact(redacted);
        expect(withoutTimes(again)).toEqual(withoutTimes(redacted));
      }),
      { numRuns: 25 },
    );
  });

  it('never throws, whatever text stands where', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.json(), (text, json) => {
        const secret = {
          email: text,
          phone: text,
          name: json,
          token: text,
          cookie: json,
          customer: text,
          userId: json,
          query: text,
        };
        expect(() => redact(aSession({ records: plant(secret, json) }))).not.toThrow();
      }),
    );
  });
});
