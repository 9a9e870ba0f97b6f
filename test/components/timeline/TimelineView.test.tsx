import { act, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { navigationRecord, requestRecord } from '@/test/fixtures/records';

let panel: RenderedPanel;
const grid = () => panel.getByRole('grid', { name: 'Timeline' });
const rows = () =>
  within(grid())
    .getAllByRole('row')
    .filter((row) => row.hasAttribute('aria-rowindex'));
const selected = () => rows().find((row) => row.getAttribute('aria-selected') === 'true');

beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
  await panel.openTab('Timeline');
});
afterEach(() => panel.close());

describe('the timeline', () => {
  it('has a row for each event, counted from 1, with the page loads as heads', () => {
    expect(rows().map((row) => row.getAttribute('aria-rowindex'))).toEqual(
      Array.from({ length: 11 }, (_, index) => String(index + 1)),
    );
    expect(rows().filter((row) => within(row).queryByRole('button', { expanded: true }))).toHaveLength(2);
  });

  it('says of a page what the server refused it with', async () => {
    const url = 'https://shop.example.com/gone';
    panel.close();
    panel = await renderPanel([navigationRecord({ status: 200 }), navigationRecord({ url, status: 404 })]);
    await panel.openTab('Timeline');
    const head = rows().find((row) => row.textContent?.includes('/gone'));
    expect(head?.textContent).toContain('404');
    expect(rows().filter((row) => row.textContent?.includes('404'))).toEqual([head]);
  });

  it('filters by text and by kind', async () => {
    await panel.user.type(panel.getByRole('searchbox', { name: 'Filter' }), 'kind:lead');
    expect(grid().getAttribute('aria-rowcount')).not.toBe('11');
    await panel.user.clear(panel.getByRole('searchbox', { name: 'Filter' }));
    await panel.user.click(panel.getByRole('button', { name: 'Request' }));
    expect(grid().getAttribute('aria-rowcount')).toBe('2');
    await panel.user.click(panel.getByRole('button', { name: 'All' }));
    expect(grid().getAttribute('aria-rowcount')).toBe('11');
  });

  it('lets a kind be chosen from a list, where there is no room for chips', async () => {
    const list = panel.getByRole('combobox', { name: 'Kind of event' });
    await panel.user.selectOptions(list, 'Request');
    expect(grid().getAttribute('aria-rowcount')).toBe('2');
    expect(within(list).getByRole('option', { name: 'Request', selected: true })).toBeTruthy();
    await panel.user.selectOptions(list, 'All kinds');
    expect(grid().getAttribute('aria-rowcount')).toBe('11');
  });

  it('offers a way back when the filter hides everything', async () => {
    await panel.user.type(panel.getByRole('searchbox', { name: 'Filter' }), 'nosuchthing');
    await panel.user.click(panel.getByRole('button', { name: 'Show all events' }));
    expect(grid().getAttribute('aria-rowcount')).toBe('11');
  });

  it('chooses a row by click and shows its detail', async () => {
    const call = rows().find((row) => row.textContent?.includes('trackLead() called'));
    await panel.user.click(call as HTMLElement);
    expect(call?.getAttribute('aria-selected')).toBe('true');
    const detail = panel.getByRole('region', { name: 'Event detail' });
    expect(within(detail).getByRole('heading', { name: 'trackLead() called' })).toBeTruthy();
    expect(within(detail).getByRole('list', { name: 'Life line' }).textContent).toContain('Waited');
  });

  it('is one tab stop that arrows, j, k, Home and End move through', async () => {
    act(() => grid().focus());
    await panel.user.keyboard('{ArrowDown}');
    expect(selected()?.getAttribute('aria-rowindex')).toBe('1');
    await panel.user.keyboard('jj');
    expect(selected()?.getAttribute('aria-rowindex')).toBe('3');
    await panel.user.keyboard('k');
    expect(selected()?.getAttribute('aria-rowindex')).toBe('2');
    await panel.user.keyboard('{End}');
    expect(selected()?.getAttribute('aria-rowindex')).toBe('11');
    expect(grid().getAttribute('aria-activedescendant')).toBe(selected()?.id);
    await panel.user.keyboard('{Home}{ArrowUp}');
    expect(selected()?.getAttribute('aria-rowindex')).toBe('1');
  });

  it('folds and unfolds a page by arrows, and keeps the count', async () => {
    act(() => grid().focus());
    await panel.user.keyboard('{Home}{ArrowLeft}');
    expect(rows().map((row) => row.getAttribute('aria-rowindex'))).toEqual([
      '1',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
    ]);
    expect(grid().getAttribute('aria-rowcount')).toBe('11');
    await panel.user.keyboard('{ArrowRight}');
    expect(rows()).toHaveLength(11);
  });

  it('enters the detail with Enter, returns with Escape, and closes it with another', async () => {
    act(() => grid().focus());
    await panel.user.keyboard('{ArrowDown}{Enter}');
    const detail = panel.getByRole('region', { name: 'Event detail' });
    expect(document.activeElement).toBe(detail);
    await panel.user.keyboard('{Escape}');
    expect(document.activeElement).toBe(grid());
    await panel.user.keyboard('{Escape}');
    expect(panel.queryByRole('region', { name: 'Event detail' })).toBeNull();
  });

  it('shows request, response and sources of the chosen request', async () => {
    const lead = rows().find((row) => row.textContent?.includes('/api/tracking/lead'));
    await panel.user.click(lead as HTMLElement);
    const detail = within(panel.getByRole('region', { name: 'Event detail' }));
    await panel.user.click(detail.getByRole('tab', { name: 'Request' }));
    expect(detail.getByRole('tabpanel').textContent).toContain('Assumed path');
    await panel.user.click(detail.getByRole('tab', { name: 'Response' }));
    expect(detail.getByRole('tabpanel').textContent).toContain('after 212 ms');
    await panel.user.click(detail.getByRole('tab', { name: 'Payload' }));
    expect(detail.getByRole('tabpanel').textContent).toContain('"user_123"');
    await panel.user.click(detail.getByRole('tab', { name: /^Sources/ }));
    expect(detail.getByRole('tabpanel').textContent).toContain('Page only');
  });

  it('grows as records arrive and leaves the chosen row alone', async () => {
    act(() => grid().focus());
    await panel.user.keyboard('{ArrowDown}{ArrowDown}');
    const id = selected()?.id;
    await panel.show([requestRecord({ requestId: 'another' })]);
    expect(grid().getAttribute('aria-rowcount')).toBe('12');
    expect(selected()?.id).toBe(id);
  });

  it('draws the rows that are scrolled to, and no others', async () => {
    await panel.show(Array.from({ length: 300 }, (_, index) => requestRecord({ requestId: `more-${index}` })));
    const scroller = within(grid()).getByRole('rowgroup');
    const placesDrawn = () => rows().map((row) => Number(row.getAttribute('aria-rowindex')));
    expect(placesDrawn().at(-1)).toBe(311);
    scroller.scrollTop = 2200;
    act(() => void scroller.dispatchEvent(new Event('scroll')));
    expect(placesDrawn()).toContain(101);
    expect(placesDrawn()).toContain(118);
    expect(placesDrawn()).not.toContain(311);
    expect(placesDrawn().length).toBeLessThan(60);
    expect(placesDrawn()).toEqual(placesDrawn().toSorted((a, b) => a - b));
  });
});

describe('a timeline of pages alone', () => {
  const note = () => panel.queryByRole('heading', { name: 'Nothing was recorded on this page yet' });
  const open = async (urls: string[]) => {
    panel.close();
    panel = await renderPanel(urls.map((url) => navigationRecord({ url })));
    await panel.openTab('Timeline');
  };

  it('says below them what would appear', async () => {
    await open(['https://shop.example.com/']);
    expect(rows()).toHaveLength(1);
    expect(note()).toBeTruthy();
  });

  it('says nothing more once something was recorded, or where the pages fill it', async () => {
    await open(['https://shop.example.com/']);
    await panel.show([requestRecord({})]);
    expect(note()).toBeNull();
    await open(Array.from({ length: 9 }, (_, page) => `https://shop.example.com/${page}`));
    expect(note()).toBeNull();
  });
});
