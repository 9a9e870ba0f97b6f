import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDetailLine, plainLine, readConsoleLine } from '@/lib/tracker/console-grammar';

const V1 = '[Affitor Tracker]';
const V2 = '[Affitor]';

function read(text: string) {
  const { reading, dialect } = readConsoleLine(text);
  return { meaning: reading?.meaning, tone: reading?.tone, dialect, fields: reading?.fields, text: reading?.text };
}

describe('readConsoleLine, first generation', () => {
  it.each([
    [`${V1} Affitor tracker initialized with options: {"programId":"42","debug":true}`, 'initialized', 'ok'],
    [`${V1} Using advertiser ID: 42`, 'program-id', 'info'],
    [`${V1} 🔍 Verifying cookie functionality...`, 'cookie-probe-started', 'info'],
    [`${V1} 📝 Writing test cookies: {"a":"1"}`, 'cookie-probe-written', 'info'],
    [
      `${V1} Cookie set: {name: "customer_code", value: "cust_42_1773484862588", expires: "never"}`,
      'cookie-set',
      'info',
    ],
    [`${V1} 📖 Reading test cookies back: {}`, 'cookie-probe-read', 'info'],
    [`${V1} ✅ Cookie verification PASSED - All cookies working correctly!`, 'cookie-probe-passed', 'ok'],
    [
      `${V1} ❌ Cookie verification FAILED - Cookies may be blocked or not working properly!`,
      'cookie-probe-failed',
      'error',
    ],
    [`${V1} trackTest() called true`, 'test-called', 'info'],
    [`${V1} Sending test event to verify tracking: {customerCode: null, eventType: "test"}`, 'test-sending', 'info'],
    [`${V1} ✅ Affitor: user_id detected - user_123`, 'user-id-detected', 'ok'],
    [
      `${V1} ❌ Affitor: user_id is REQUIRED for trackLead() - payment attribution will not work without it!`,
      'user-id-required',
      'error',
    ],
  ])('reads %s', (line, meaning, tone) => {
    expect(read(line)).toMatchObject({ meaning, tone, dialect: 'v1' });
  });
});

describe('readConsoleLine, second generation', () => {
  it.each([
    [`${V2} Affitor tracker v2 initialized: {"programId":"42"}`, 'initialized', 'ok'],
    [`${V2} Affitor SDK initialized: {"debug":false}`, 'sdk-initialized', 'ok'],
    [`${V2} Using program ID: 42`, 'program-id', 'info'],
    [`${V2} Verifying cookie functionality...`, 'cookie-probe-started', 'info'],
    [`${V2} Cookie set: affitor_click_id`, 'cookie-set', 'info'],
    [`${V2} Cookie verification PASSED`, 'cookie-probe-passed', 'ok'],
    [`${V2} Cookie verification FAILED - cookies may be blocked`, 'cookie-probe-failed', 'error'],
    [`${V2} Click tracked, click_id saved: cust_42_1773484862588`, 'click-saved', 'ok'],
    [`${V2} trackTest() called true`, 'test-called', 'info'],
    [`${V2} Sending test click event: {}`, 'test-click-sending', 'info'],
    [`${V2} Sending test lead event: {}`, 'test-lead-sending', 'info'],
    [`${V2} Test lead event sent successfully {"success":true}`, 'test-lead-sent', 'ok'],
    [`${V2} Signup tracked successfully`, 'signup-tracked', 'ok'],
    [`${V2} signup() requires customerKey as first argument`, 'signup-key-missing', 'error'],
    [`${V2} Failed to load: Error: no`, 'sdk-load-failed', 'error'],
  ])('reads %s', (line, meaning, tone) => {
    expect(read(line)).toMatchObject({ meaning, tone, dialect: 'v2' });
  });
});

describe('readConsoleLine', () => {
  it('takes the fields out of a line, in our own words', () => {
    expect(read(`${V1} ✅ Affitor: user_id detected - user_123`).fields).toEqual({ userId: 'user_123' });
    expect(read(`${V2} Click tracked, click_id saved: cust_1_2`).text).toBe('Click recorded as cust_1_2');
    expect(read(`${V1} Cookie set: {name: "customer_code", value: "x", expires: "y"}`)).toMatchObject({
      fields: { name: 'customer_code', value: 'x', expires: 'y' },
      text: 'Cookie customer_code written',
    });
    expect(read(`${V1} Affitor tracker initialized with options: {"debug":true}`).text).toBe(
      'Tracker started, debug on',
    );
  });

  it('reads an object’s fields from the argument itself', () => {
    const args = [`${V1} Cookie set:`, { name: 'affiliate_url', value: 'https://x', nested: {} }];
    const { reading } = readConsoleLine(`${V1} Cookie set: [object Object]`, args);
    expect(reading?.fields).toEqual({ name: 'affiliate_url', value: 'https://x' });
  });

  it('knows the line without its prefix, and then no dialect from it', () => {
    expect(read('trackTest() called true')).toMatchObject({ meaning: 'test-called', dialect: undefined });
  });

  it('keeps an unknown line raw, with the dialect of its prefix', () => {
    expect(readConsoleLine(`${V1} heartbeat 1`)).toEqual({ hasPrefix: true, takesDetails: false, dialect: 'v1' });
    expect(readConsoleLine('[Affitorium] hello').hasPrefix).toBe(false);
  });

  it('never throws, whatever the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.jsonValue()), (text, args) => {
        for (const line of [text, `${V1} ${text}`, `${V1} Cookie set: ${text}`]) {
          expect(() => [readConsoleLine(line, args as never), isDetailLine(line)]).not.toThrow();
        }
      }),
    );
  });
});

describe('detail lines', () => {
  it('are indented, listed, or the sample after a missing user_id', () => {
    for (const line of [
      `${V1}    - customer_code: expected "1", got null`,
      `${V1} • Third-party cookies are blocked`,
      `${V1} Possible causes:`,
      `${V1} Please include user_id in your trackLead call:`,
      `${V1} affitor.trackLead({ email: 'a@b.c', user_id: 'user_123' })`,
      '  user_id: "user_123",',
    ]) {
      expect(isDetailLine(line), line).toBe(true);
    }
  });

  it('are no lines that say something of their own', () => {
    expect(isDetailLine(`${V1} heartbeat 1`)).toBe(false);
  });
});

describe('plainLine', () => {
  it('is the line without prefix and emoji', () => {
    expect(plainLine(`${V1} ✅ Cookie verification PASSED`)).toBe('Cookie verification PASSED');
  });
});
