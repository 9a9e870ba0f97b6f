import { describe, expect, it } from 'vitest';
import { isApiToken, readCustomerId } from '@/lib/tracker/identifiers';

describe('readCustomerId', () => {
  it('reads program and click time', () => {
    expect(readCustomerId('cust_42_1773484862588')).toEqual({ programId: '42', clickedAt: 1_773_484_862_588 });
  });

  it('takes ten digits for seconds, as in the documentation’s sample', () => {
    expect(readCustomerId('cust_42_1760000000')?.clickedAt).toBe(1_760_000_000_000);
  });

  it.each(['', 'cust_42', 'cust_42_abc', 'cust__1773484862588', 'user_42_1773484862588', 'cust_42_99999999999999'])(
    'does not read %j',
    (text) => {
      expect(readCustomerId(text)).toBeUndefined();
    },
  );
});

describe('isApiToken', () => {
  it('knows tokens by their prefix, and no cookie’s name for one', () => {
    expect(isApiToken('affitor_4f2c9d81aa')).toBe(true);
    expect(isApiToken('Bearer affitor_4f2c9d81aa')).toBe(true);
    expect(isApiToken('affitor_click_id')).toBe(false);
    expect(isApiToken('pk_live_1234567890')).toBe(false);
  });
});
