import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayloadText } from '@/lib/session/payload-text';

const LEAD = { email: 'ada@example.org', user_id: 'u_8142' };

describe('a pasted payload', () => {
  it.each([
    ['JSON', '{"email":"ada@example.org","user_id":"u_8142"}', 'json'],
    ['a JavaScript object', "{ email: 'ada@example.org', user_id: `u_8142`, }", 'javascript'],
    ['an object with comments', "{ // who\n email: 'ada@example.org', /* id */ 'user_id': \"u_8142\" }", 'javascript'],
    ['an object in a declaration', "const lead = { email: 'ada@example.org', user_id: 'u_8142' };", 'javascript'],
    ['an object in brackets', "({ email: 'ada@example.org', user_id: 'u_8142' })", 'javascript'],
    ['a queue push', "affitorQueue.push(['trackLead', { email: 'ada@example.org', user_id: 'u_8142' }])", 'queue'],
    [
      'a queue push with the usual line before it',
      "window.affitorQueue = window.affitorQueue || [];\nwindow.affitorQueue.push(['trackLead', {email: 'ada@example.org', user_id: 'u_8142'}]);",
      'queue',
    ],
    ['a queue item', "['trackLead', { email: 'ada@example.org', user_id: 'u_8142' }]", 'queue'],
    ['a call', "affitor.trackLead({ email: 'ada@example.org', user_id: 'u_8142' });", 'call'],
    ['a guarded call', "window.affitor?.trackLead({ email: 'ada@example.org', user_id: 'u_8142' })", 'call'],
    [
      'a cURL command',
      `curl https://api.affitor.com/api/tracking/lead -d '{"email":"ada@example.org","user_id":"u_8142"}'`,
      'curl',
    ],
    [
      'a cURL command with a form',
      'curl https://api.affitor.com/api/tracking/lead -d email=ada%40example.org -d user_id=u_8142',
      'curl',
    ],
  ])('is read from %s', (_, text, form) => {
    expect(readPayloadText(text)).toMatchObject({ ok: true, form, payload: LEAD });
  });

  it('knows signup’s arguments, and so the dialect', () => {
    expect(readPayloadText("affitor.signup('u_8142', 'ada@example.org')")).toEqual({
      ok: true,
      form: 'call',
      method: 'signup',
      payload: { customer_key: 'u_8142', email: 'ada@example.org' },
      dialect: 'v2',
      mode: 'browser',
    });
  });

  it('knows from a cURL command who sends it, with which key, in which dialect', () => {
    const command = `curl https://api.affitor.com/api/v1/track/lead -H 'Authorization: Bearer affitor_x' -d '{}'`;
    expect(readPayloadText(command)).toMatchObject({ dialect: 'v2', mode: 'server', key: 'Bearer affitor_x' });
    const browser = `curl https://api.affitor.com/api/tracking/lead -H 'Origin: https://s.example' -d '{}'`;
    expect(readPayloadText(browser)).toMatchObject({ dialect: 'v1', mode: 'browser', key: null });
  });

  it.each([
    ['numbers', '{a: 1, b: -2.5e3, c: 0xff, d: 1_000, e: .5}', { a: 1, b: -2500, c: 255, d: 1000, e: 0.5 }],
    [
      'constants',
      '{a: true, b: false, c: null, d: undefined}',
      { a: true, b: false, c: null, d: { $type: 'undefined' } },
    ],
    ['escapes', String.raw`{a: 'it\'s \u00eb \u{1f600} \x41 \n'}`, { a: "it's ë 😀 A \n" }],
    ['nesting', '{a: [1, [2], {b: {}}], }', { a: [1, [2], { b: {} }] }],
    ['keys of any name', `{$a: 1, _b: 2, 3: 4, 'c-d': 5, ü: 6}`, { $a: 1, _b: 2, 3: 4, 'c-d': 5, ü: 6 }],
  ])('reads %s as JavaScript does', (_, text, payload) => {
    expect(readPayloadText(text)).toMatchObject({ ok: true, payload });
  });

  it.each([
    ['', 'nothing to check', undefined],
    ["{ user_id: user.id, email: 'a@b.c' }", '`user.id` is an expression', 1],
    ["{\n  email: 'a@b.c',\n  user_id: getUser().id\n}", '`getUser().id` is an expression', 3],
    ["affitor.trackLead({ user_id: 'u' + id })", "`'u' + id` is an expression", 1],
    ['{ user_id: `u_$' + '{id}` }', 'A template has an expression', 1],
    ['{ email, user_id }', '`email` has no value here', 1],
    ["{ email: 'a@b.c }", 'never closed', 1],
    ["{ email: 'a@b.c' user_id: 1 }", 'Expected a comma or }', 1],
    ['{ a: 1', 'The text ends where a comma or }', 1],
    ['{ a: 1,', 'The text ends where a key or }', 1],
    ['{ ...lead }', '`...lead` is not a plain key', 1],
    ['{"a": 1} {"b": 2}', 'does not belong', 1],
    ['affitorQueue.push({ email: 1 })', 'The queue takes a list', 1],
    ['affitorQueue.push([1])', 'must begin with the method', undefined],
    ["affitorQueue.push(['trackLeed', {}])", 'is no method of the tracker', undefined],
    ['affitor.trackTest()', 'does not report a lead', undefined],
    ['curl https://api.affitor.com/api/v1/track/sale -d {}', 'the sale endpoint', undefined],
    ['curl', 'expression', 1],
  ])('is refused with the reason and the line: %s', (text, reason, line) => {
    const reading = readPayloadText(text);
    expect(reading).toMatchObject({ ok: false, message: expect.stringContaining(reason) });
    expect(reading.ok ? undefined : reading.line).toBe(line);
  });

  it('runs nothing', () => {
    const text = '{ a: (() => { globalThis.ran = true; })() }';
    expect(readPayloadText(text).ok).toBe(false);
    expect(globalThis).not.toHaveProperty('ran');
  });

  it('reads any JSON as JSON, and its JavaScript spelling alike', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue()), (value) => {
        const json = JSON.stringify(value);
        expect(readPayloadText(json)).toEqual({ ok: true, form: 'json', payload: JSON.parse(json) });
        expect(readPayloadText(`const a = /* so */ ${json};`)).toMatchObject({ payload: JSON.parse(json) });
      }),
    );
  });

  it('never throws and cannot reach a prototype', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPayloadText(`{${text}`)));
    const reading = readPayloadText('{ __proto__: { polluted: 1 } }');
    expect(reading.ok && Object.getPrototypeOf(reading.payload)).toBe(Object.prototype);
    expect(readPayloadText('['.repeat(50_000)).ok).toBe(false);
  });
});
