import { describe, expect, it } from 'vitest';
import { createHostCheck } from '@/lib/mock/http/guards';

describe('the Host check', () => {
  it.each(['127.0.0.1', 'localhost', '::1', '127.1.2.3'])('bound to %s, answers loopback names only', (bound) => {
    const isAllowed = createHostCheck(bound);
    for (const host of ['127.0.0.1', '127.0.0.1:1337', 'localhost:1337', 'LOCALHOST', 'shop.localhost', '[::1]:1337']) {
      expect(isAllowed(host), host).toBe(true);
    }
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:1337', '192.168.0.2', '']) {
      expect(isAllowed(host), host).toBe(false);
    }
  });

  it('bound to every address, answers addresses but no foreign name', () => {
    const isAllowed = createHostCheck('0.0.0.0');
    for (const host of ['192.168.0.2:1337', '[fe80::1]:1337', 'localhost']) expect(isAllowed(host), host).toBe(true);
    expect(isAllowed('evil.example')).toBe(false);
  });

  it('bound to a name, answers it', () => {
    const isAllowed = createHostCheck('dev.internal');
    expect(isAllowed('dev.internal:1337')).toBe(true);
    expect(isAllowed('other.internal')).toBe(false);
  });
});
