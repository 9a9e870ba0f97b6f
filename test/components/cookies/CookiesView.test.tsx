import { within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTestSignup, COOKIES } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { cookieRecord } from '@/test/fixtures/records';

let panel: RenderedPanel;
afterEach(() => panel.close());

const open = async (cookies: typeof COOKIES = COOKIES) => {
  panel = await renderPanel(aTestSignup(), { answers: { 'list-cookies': () => cookies } });
  await panel.openTab('Cookies');
};

describe('cookies', () => {
  it('tell how much of the attribution window they will live to see', async () => {
    await open();
    const grid = within(panel.getByRole('grid', { name: 'Cookies' }));
    expect(grid.getByText('customer_code')).toBeTruthy();
    expect(grid.getByRole('img', { name: '60 d of 60 days left' })).toBeTruthy();
  });

  it('read the program and the click’s time from the identifier', async () => {
    await open();
    const detail = panel.getByRole('region', { name: 'Selected cookie' });
    expect(detail.textContent).toContain('Program29');
    expect(detail.textContent).toContain('9 October 2025');
  });

  it.each([
    ['lax', 'SameSiteLax'],
    ['none', 'SameSiteNone'],
    ['unspecified', 'SameSiteNot set'],
    [undefined, 'SameSitenot known'],
  ])('say %s as browsers write it', async (sameSite, said) => {
    const [cookie] = COOKIES;
    if (!cookie) throw new Error('There is no cookie.');
    await open([{ ...cookie, attributes: { ...cookie.attributes, ...(sameSite && { sameSite }) } }]);
    expect(panel.getByRole('region', { name: 'Selected cookie' }).textContent).toContain(said);
  });

  it('offer the same words where one is edited', async () => {
    await open();
    await panel.user.click(panel.getByRole('button', { name: 'Edit' }));
    const choice = panel.getByRole('combobox', { name: 'SameSite' });
    expect(
      within(choice)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Not set', 'Lax', 'Strict', 'None']);
  });

  it('show their changes, without the pages that found them as they were', async () => {
    await open();
    await panel.show([
      cookieRecord({ phase: 'present', author: { kind: 'unknown' } }),
      cookieRecord({ phase: 'present', author: { kind: 'unknown' } }),
    ]);
    const changes = within(panel.getByRole('list', { name: 'Changes' })).getAllByRole('listitem');
    expect(changes.map((change) => change.textContent)).toEqual([expect.stringContaining('Set')]);
  });

  it('say in a picture and in words who owns the click', async () => {
    await open();
    const chart = panel.getByRole('figure');
    expect(chart.getAttribute('aria-label')).toMatch(/^maya-reviews owns the click until \d+ \w+ \d{4}$/);
    expect(within(chart).getByText('maya-reviews').title).toBe('cust_29_1760000000000');
  });

  it('that are absent say whether that is a fault', async () => {
    await open();
    const absent = panel.getByRole('list', { name: 'Cookies not set' });
    expect(absent.textContent).toContain('affitor_click_idNot set, as expected: only a v2 tracker writes it.');
    expect(absent.textContent).toContain('affitor_customerNot set. Server code that reads this name finds nothing');
  });

  it('that are not there at all are explained', async () => {
    await open([]);
    expect(panel.getByRole('heading', { name: 'No Affitor cookie on this page' })).toBeTruthy();
    expect(panel.getByRole('grid', { name: 'Cookies' }).getAttribute('aria-rowcount')).toBe('0');
  });
});
