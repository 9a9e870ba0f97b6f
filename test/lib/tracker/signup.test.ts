import { expect, test } from 'vitest';
import { looksLikeSignup, signupPatterns } from '@/lib/tracker/signup';

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

/** As both browsers read a pattern: `*` is any text, all else stands for itself. */
const matches = (pattern: string, url: string) => {
  const text = pattern.replace('*://*.', '').replaceAll('.', '\\.').replaceAll('*', '.*');
  return new RegExp(`^https://(?:[^/]+\\.)?${text}$`).test(url);
};

test.each([
  '/signup',
  '/Sign-Up',
  '/api/signUp',
  '/SIGN_UP',
  '/v1/users',
  '/Register/user',
  '/register',
  '/api/createAccount',
  '/accounts',
  '/auth/callback',
  '/onboarding/1',
  '/join',
])('the browser is asked for %s', (path) => {
  const url = `https://shop.example.com${path}?x=1`;
  expect(looksLikeSignup(url, 'POST')).toBe(true);
  expect(signupPatterns('*.example.com').some((pattern) => matches(pattern, url))).toBe(true);
});

test('the browser is not asked for what is no signup', () => {
  const patterns = signupPatterns('*.example.com');
  for (const path of ['/', '/cart', '/api/products?page=2', '/static/app.js']) {
    expect(patterns.filter((pattern) => matches(pattern, `https://shop.example.com${path}`))).toEqual([]);
  }
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
