import { describe, expect, it } from 'vitest';
import { asAnotherPartner } from '@/lib/tracker/cookie-as-partner';

const NOW = 1_770_000_000_000;
const valueAs = (name: string, value: string) =>
  asAnotherPartner({ name, value, attributes: { domain: 'example.com' } }, 'other partner', NOW)?.value;

describe('a cookie as another partner’s', () => {
  it.each([
    ['customer_code', 'cust_29_1760000000000', `cust_29_${NOW}`],
    ['partner_code', 'maya-reviews', 'other partner'],
    ['affiliate_url', 'https://example.com/?ref=maya&x=1', 'https://example.com/?ref=other+partner&x=1'],
    [
      'affitor_aff_url',
      'https%3A%2F%2Fexample.com%2F%3Faff%3Dmaya',
      'https%3A%2F%2Fexample.com%2F%3Faff%3Dother%2Bpartner',
    ],
    ['affiliate_url', 'https://example.com/', undefined],
    ['affitor_test_cookie', 'https%3A%zz', undefined],
  ])('%s', (name, value, expected) => expect(valueAs(name, value)).toBe(expected));
});
