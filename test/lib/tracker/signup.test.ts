import { expect, test } from 'vitest';
import { looksLikeSignup } from '@/lib/tracker/signup';

test.each([
  ['POST', '/signup'],
  ['POST', '/api/sign-up'],
  ['PUT', '/v1/users'],
  ['POST', '/register'],
  ['POST', '/create_account'],
  ['GET', '/auth/callback'],
])('%s %s may be a signup', (method, path) => {
  expect(looksLikeSignup(`https://shop.example.com${path}?x=1`, method)).toBe(true);
});

test.each([
  ['GET', '/signup'],
  ['POST', '/search?q=signup'],
  ['POST', '/cart'],
  ['GET', '/users'],
])('%s %s is none', (method, path) => {
  expect(looksLikeSignup(`https://shop.example.com${path}`, method)).toBe(false);
});

test('what is no address is none', () => expect(looksLikeSignup('signup', 'POST')).toBe(false));
