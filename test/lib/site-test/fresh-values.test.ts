import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshEmail, freshPassword, textFor } from '@/lib/site-test/fresh-values';
import { aStep, emailStep, passwordStep } from './support';

describe('what is typed afresh', () => {
  it('is a password that every form takes for a strong one', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const password = freshPassword((below) => Number(numbers.next().value) % below);
        expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!#%+\-?@])\S{20}$/);
      }),
    );
  });

  it('is an address that nobody signed up with, in the same mailbox', () => {
    expect(freshEmail('jo@example.com', 1_760_000_000_000)).toBe('jo+mgj6k3cw@example.com');
    expect(freshEmail(' jo+earlier@example.com ', 36)).toBe('jo+10@example.com');
  });

  it('stands in for a password always, for an address only where it is asked for, and for no card', () => {
    const fresh = { password: 'made-up', emailsAt: undefined };
    expect(textFor(passwordStep, fresh)).toBe('made-up');
    expect(textFor(emailStep, fresh)).toBe('jo@example.com');
    expect(textFor(emailStep, { ...fresh, emailsAt: 36 })).toBe('jo+10@example.com');
    const name = aStep({ kind: 'type', value: 'Jo @ home' });
    expect(textFor(name, { ...fresh, emailsAt: 36 })).toBe('Jo @ home');
    expect(textFor(aStep({ kind: 'secret', secret: 'card' }), fresh)).toBeUndefined();
  });
});
