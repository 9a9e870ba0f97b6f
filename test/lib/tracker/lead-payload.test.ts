import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/model/json';
import { emailProblem, isPlaceholder } from '@/lib/tracker/lead-fields';
import { checkLead, type LeadCheckOptions, leadPayloadOfCall, userIdOf } from '@/lib/tracker/lead-payload';

const BROWSER_V1: LeadCheckOptions = { dialect: 'v1', mode: 'browser' };
const SERVER_V1: LeadCheckOptions = { dialect: 'v1', mode: 'server' };
const BROWSER_V2: LeadCheckOptions = { dialect: 'v2', mode: 'browser' };
const CUSTOMER = 'cust_42_1773484862588';

/** Field name → problem, of the fields that have one. */
function problems(payload: Json | undefined, options: LeadCheckOptions = BROWSER_V1) {
  const { fields } = checkLead(payload, options);
  return Object.fromEntries(fields.flatMap(({ name, problem }) => (problem ? [[name, problem]] : [])));
}

describe('checkLead', () => {
  it('finds nothing wrong with a lead as the documentation asks for it', () => {
    const payload = { user_id: 'u_8142', email: 'ada@example.org', additional_data: { plan: 'pro' } };
    expect(checkLead(payload, BROWSER_V1)).toMatchObject({ ok: true, testMode: false });
    expect(problems(payload)).toEqual({});
    expect(problems({ customer_key: 'u_8142', email: 'ada@example.org' }, BROWSER_V2)).toEqual({});
  });

  it('asks for user_id, and recommends the e-mail', () => {
    const check = checkLead({}, BROWSER_V1);
    expect(check.ok).toBe(false);
    expect(check.fields.map(({ name, status, required }) => [name, status, required])).toEqual([
      ['user_id', 'missing', 'required'],
      ['email', 'missing', 'recommended'],
      ['customer_code', 'ok', 'optional'],
      ['additional_data', 'ok', 'optional'],
    ]);
    expect(checkLead({ user_id: 'u_1' }, BROWSER_V1).ok).toBe(true);
  });

  it.each<[Json, string]>([
    [42, 'user-id-not-string'],
    ['', 'user-id-missing'],
    [null, 'user-id-missing'],
    ['user_123', 'user-id-placeholder'],
    ['{{user.id}}', 'user-id-placeholder'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what an unfilled template leaves.
    ['${user.id}', 'user-id-placeholder'],
    ['undefined', 'user-id-placeholder'],
    ['[object Object]', 'user-id-placeholder'],
    ['ada@example.org', 'user-id-is-email'],
  ])('refuses the user_id %j', (userId, problem) => {
    expect(problems({ user_id: userId, email: 'ada@example.org' })).toEqual({ user_id: problem });
    expect(problems({ customer_key: userId, email: 'ada@example.org' }, BROWSER_V2)).toEqual({
      // `null` is no key at all, so that the field is asked for under its own name.
      customer_key: problem,
    });
  });

  it('takes user_id for the customer key in the newer dialect', () => {
    const { fields } = checkLead({ user_id: 'u_1', email: 'ada@example.org' }, BROWSER_V2);
    expect(fields[0]).toMatchObject({ name: 'user_id', status: 'ok', required: 'required' });
  });

  it('says what is discarded, and what nobody documents', () => {
    const { fields, ok } = checkLead(
      { user_id: 'u_1', email: 'a@b.co', name: 'Ada', phone: '1', plan: 'pro' },
      BROWSER_V1,
    );
    const statuses = Object.fromEntries(fields.map(({ name, status }) => [name, status]));
    expect(statuses).toMatchObject({ name: 'discarded', phone: 'discarded', plan: 'unknown' });
    expect(ok).toBe(true);
  });

  it('wants an object as additional_data, and as the payload', () => {
    expect(problems({ user_id: 'u_1', email: 'a@b.co', additional_data: 'plan=pro' })).toEqual({
      additional_data: 'additional-data-not-object',
    });
    expect(problems({ user_id: 'u_1', email: 'a@b.co', additional_data: ['x'] })).toEqual({
      additional_data: 'additional-data-not-object',
    });
    for (const payload of [undefined, null, 'u_1', ['u_1'], 7]) {
      expect(problems(payload)).toMatchObject({ payload: 'payload-not-object', user_id: 'user-id-missing' });
    }
  });

  it('asks a server for the customer and the key', () => {
    const payload = { user_id: 'u_1', email: 'a@b.co' };
    expect(problems(payload, SERVER_V1)).toEqual({ customer_code: 'customer-missing' });
    expect(problems({ ...payload, customer_code: CUSTOMER }, { ...SERVER_V1, key: null })).toEqual({
      Authorization: 'token-missing',
    });
    expect(problems({ ...payload, customer_code: CUSTOMER }, { ...SERVER_V1, key: 'affitor_x' })).toEqual({});
  });

  it('wants no key in a browser', () => {
    const check = checkLead({ user_id: 'u_1', email: 'a@b.co' }, { ...BROWSER_V1, key: 'affitor_secret' });
    expect(check.fields[0]).toMatchObject({ name: 'Authorization', problem: 'token-in-browser' });
    expect(check.ok).toBe(false);
  });

  it('tells another program’s customer', () => {
    const payload = { user_id: 'u_1', email: 'a@b.co', customer_code: CUSTOMER };
    expect(problems(payload, { ...SERVER_V1, programId: '42' })).toEqual({});
    expect(problems(payload, { ...SERVER_V1, programId: '17' })).toEqual({ customer_code: 'customer-other-program' });
    expect(problems({ ...payload, customer_code: '42' }, SERVER_V1)).toEqual({ customer_code: 'customer-malformed' });
  });

  it('asks a test event for nothing, and says that it is one', () => {
    const payload = { additional_data: { test_mode: true, program_id: '42' } };
    expect(checkLead(payload, SERVER_V1)).toMatchObject({ ok: true, testMode: true });
  });

  it('never throws, and judges only what was sent', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(BROWSER_V1, SERVER_V1, BROWSER_V2), (payload, options) => {
        for (const field of checkLead(payload as Json, options).fields) {
          expect(field.message.length).toBeGreaterThan(0);
          if (field.status === 'missing') expect(field.required).not.toBe('optional');
        }
      }),
    );
  });
});

describe('e-mail addresses', () => {
  it.each(['ada@example.org', 'a.b+c@sub.example.co.uk', "o'neil@example.ie", 'é@exämple.de'])('may be %s', (email) => {
    expect(emailProblem(email)).toBeUndefined();
  });

  it.each([
    ['jo.park@example', 'top-level'],
    ['ada', 'no @'],
    ['@example.org', 'before the @'],
    ['ada@', 'no domain'],
    [' ada@example.org', 'blank'],
    ['ada b@example.org', 'characters'],
    ['a@b@example.org', 'characters'],
    ['ada@example..org', 'domain'],
    ['ada@-example.org', 'domain'],
    ['ada@example.o', 'domain'],
  ])('are not %j', (email, why) => {
    expect(emailProblem(email)).toContain(why);
  });
});

describe('placeholders', () => {
  it('are the samples and leftovers of templates, not ids that look plain', () => {
    expect(['USER_123', 'your_user_id', '<user id>', '%user.id%', 'null'].every(isPlaceholder)).toBe(true);
    expect(['u_123', '123', 'user_8142', 'a3f0-11', 'testament'].some(isPlaceholder)).toBe(false);
  });
});

describe('leadPayloadOfCall', () => {
  it('is what the page passed', () => {
    expect(leadPayloadOfCall('trackLead', [{ user_id: 'u_1' }])).toEqual({ user_id: 'u_1' });
    expect(leadPayloadOfCall('signup', ['u_1', 'a@b.co'])).toEqual({ customer_key: 'u_1', email: 'a@b.co' });
    expect(leadPayloadOfCall('signup', ['u_1', { $type: 'undefined' }])).toEqual({ customer_key: 'u_1' });
    expect(leadPayloadOfCall('trackLead', [])).toBeUndefined();
  });

  it('names the user under whichever name', () => {
    expect(userIdOf({ customer_key: 'u_1' })).toBe('u_1');
    expect(userIdOf({ user_id: 'u_2', customer_key: 'u_1' })).toBe('u_2');
    expect(userIdOf('u_1')).toBeUndefined();
  });
});
