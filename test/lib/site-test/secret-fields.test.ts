import { describe, expect, it } from 'vitest';
import { type FieldNames, secretOf } from '@/lib/site-test/secret-fields';

const secret = (names: Partial<FieldNames>) =>
  secretOf({ type: 'text', autocomplete: '', id: '', name: '', label: '', ...names });

describe('a field that is never recorded', () => {
  it.each<[Partial<FieldNames>, string]>([
    [{ type: 'password' }, 'password'],
    [{ autocomplete: 'new-password' }, 'password'],
    [{ autocomplete: 'section-a Current-Password' }, 'password'],
    [{ name: 'user_password' }, 'password'],
    [{ id: 'userPwd' }, 'password'],
    [{ label: 'Passphrase' }, 'password'],
    [{ autocomplete: 'cc-number' }, 'card'],
    [{ autocomplete: 'billing cc-csc', type: 'password' }, 'card'],
    [{ name: 'cardNumber' }, 'card'],
    [{ label: 'CVC' }, 'card'],
    [{ autocomplete: 'one-time-code' }, 'code'],
    [{ label: 'Verification code' }, 'code'],
    [{ name: 'otp' }, 'code'],
  ])('is %j', (names, expected) => {
    expect(secret(names)).toBe(expected);
  });

  it.each<Partial<FieldNames>>([
    { name: 'email', autocomplete: 'email' },
    { label: 'Postal code', autocomplete: 'postal-code' },
    { label: 'PIN code' },
    { name: 'company', label: 'Company' },
    { name: 'discount_code' },
    { label: 'Number of seats' },
  ])('is not %j', (names) => {
    expect(secret(names)).toBeUndefined();
  });
});
