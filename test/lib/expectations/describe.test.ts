import { expect, it } from 'vitest';
import { describeSelector } from '@/lib/expectations/describe';

it('says of a landing with which parameter it came, and of anything else how it is named', () => {
  expect(describeSelector({ event: 'landing', name: ['ref', 'aff'] }, 2)).toBe('landings with ?ref or ?aff');
  expect(describeSelector({ event: 'landing', name: 'ref', dialect: 'v1' })).toBe('v1 landing with ?ref');
  expect(describeSelector({ event: 'cookie', name: 'customer_code' })).toBe('cookie change named customer_code');
});
