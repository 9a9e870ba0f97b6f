import { within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '@/lib/model/json';
import { aTestSignup, COOKIES } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { cookieRecord } from '@/test/fixtures/records';

vi.setConfig({ testTimeout: 30_000 });

let panel: RenderedPanel;
afterEach(() => panel.close());

async function open({ refusal, cookies = COOKIES }: { refusal?: string; cookies?: Json } = {}) {
  const change = (): Json => {
    if (refusal) throw new Error(refusal);
    return null;
  };
  panel = await renderPanel(aTestSignup(), {
    answers: { 'list-cookies': () => cookies, 'set-cookie': change, 'remove-cookie': change },
  });
  await panel.openTab('Cookies');
}

const click = (name: string, role = 'button') => panel.user.click(panel.getByRole(role, { name }));
const asked = (method: string) =>
  panel.panel.asked(method).map((message) => (message.type === 'ask' ? message.params : undefined));
const DAY_MS = 86_400_000;

describe('what can be done to a cookie', () => {
  it('is deleted at once, and written again by Undo with all it had', async () => {
    await open();
    await click('Delete');
    const cookie = { name: 'customer_code', value: COOKIES[0]?.value, attributes: COOKIES[0]?.attributes };
    expect(asked('remove-cookie')).toEqual([{ cookie }]);
    await click('Undo');
    expect(asked('set-cookie')).toEqual([{ cookie }]);
  });

  it.each([
    ['Expire now', -1],
    ['Shorten to 7 days', 7],
  ])('%s changes its expiry alone', async (name, days) => {
    await open();
    await click('Expiry');
    await click(name, 'menuitem');
    const [params] = asked('set-cookie');
    const { cookie } = params as unknown as { cookie: (typeof COOKIES)[number] };
    expect(cookie.value).toBe(COOKIES[0]?.value);
    expect((cookie.attributes.expiresAt - Date.now()) / DAY_MS).toBeCloseTo(days, 2);
    expect(panel.getByRole('button', { name: 'Undo' })).toBeTruthy();
  });

  it('becomes another partner’s: the same program, a new customer', async () => {
    await open();
    await click('Set as another partner');
    await click('Set cookie');
    expect(asked('set-cookie')).toEqual([
      { cookie: expect.objectContaining({ value: expect.stringMatching(/^cust_29_1[789]\d{11}$/) }) },
    ]);
  });

  it('becomes some partner’s where none was named, and says whose', async () => {
    await open();
    await click('Set as another partner');
    await panel.user.clear(panel.getByRole('textbox', { name: 'Partner' }));
    await click('Set cookie');
    expect(panel.getByText('customer_code: set as another-partner')).toBeTruthy();
  });

  it('keeps its form open with the browser’s reason when it is refused', async () => {
    await open({ refusal: 'SameSite=None needs Secure.' });
    await click('Edit');
    const value = panel.getByRole('textbox', { name: 'Value' });
    await panel.user.clear(value);
    await panel.user.type(value, 'cust_29_1');
    await click('Save cookie');
    expect(panel.getByRole('alert').textContent).toMatch(/refused this change to customer_code\. SameSite=None needs/);
    expect(panel.getByRole('form', { name: 'Edit cookie' })).toBeTruthy();
    expect(panel.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('leaves no second cookie behind when it moves to another domain', async () => {
    await open();
    await click('Edit');
    const domain = panel.getByRole('textbox', { name: 'Domain' });
    await panel.user.clear(domain);
    await panel.user.type(domain, 'shop.example.com');
    await click('Save cookie');
    expect(asked('set-cookie')).toHaveLength(1);
    expect(asked('remove-cookie')).toEqual([
      { cookie: expect.objectContaining({ attributes: expect.objectContaining({ domain: '.example.com' }) }) },
    ]);
  });

  it('is restored when the recording saw it go', async () => {
    await open();
    await panel.show([
      cookieRecord({
        name: 'affitor_customer',
        phase: 'removed',
        value: '',
        previous: 'cust_29_1760000000001',
        attributes: { domain: '.example.com', path: '/' },
      }),
    ]);
    await click('Restore');
    expect(asked('set-cookie')).toEqual([
      { cookie: expect.objectContaining({ name: 'affitor_customer', value: 'cust_29_1760000000001' }) },
    ]);
  });

  it('tells which hosts receive it, also those somebody asks about', async () => {
    await open();
    const reach = within(panel.getByRole('region', { name: 'Reach' }));
    expect(reach.getByText('www.example.com').parentElement?.textContent).toMatch(/https: sent.*http: not sent/);
    await panel.user.type(reach.getByRole('textbox', { name: 'Another host' }), 'billing.example.org');
    await panel.user.click(reach.getByRole('button', { name: 'Ask' }));
    expect(reach.getByText('billing.example.org').parentElement?.textContent).toContain('It belongs to example.com');
  });

  it('names no host where the cookie’s own is not known', async () => {
    const { domain: _, ...attributes } = COOKIES[0]?.attributes ?? {};
    await open({ cookies: [{ name: 'customer_code', value: 'cust_29_1', attributes }] });
    const reach = within(panel.getByRole('region', { name: 'Reach' }));
    expect(reach.getByText('domain not known')).toBeDefined();
    expect(reach.queryAllByRole('listitem')).toEqual([]);
  });

  it('has no fault that axe knows', async () => {
    await open();
    await click('Edit');
    const off = { enabled: false };
    const rules = { 'color-contrast': off, region: off, 'page-has-heading-one': off };
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([]);
  });
});
