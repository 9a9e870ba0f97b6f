import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskEmail } from '@/lib/tracker/mask-email';

it.each([
  ['jo.park@example.com', 'jo•••@example.com'],
  ['ab@example.com', 'a•••@example.com'],
  ['a@example.com', '•••@example.com'],
  ['not an address', '•••'],
  ['odd@name@example.com', 'od•••@example.com'],
])('of %s is %s', (email, mask) => {
  expect(maskEmail(email)).toBe(mask);
});

it('never shows the whole name before the @', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const name = email.slice(0, email.lastIndexOf('@'));
      expect(maskEmail(email).startsWith(`${name}@`)).toBe(false);
      expect(maskEmail(email).split('•')[0]?.length).toBeLessThan(name.length);
    }),
  );
});
