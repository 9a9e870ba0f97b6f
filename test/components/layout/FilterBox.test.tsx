import { within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

let panel: RenderedPanel;
const filter = () => panel.getByRole('searchbox', { name: 'Filter' });
const offered = () => {
  const list = panel.queryByRole('listbox', { name: 'Filter terms' });
  return list
    ? within(list)
        .getAllByRole('option')
        .map((option) => option.querySelector('code')?.textContent)
    : [];
};

beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
});
afterEach(() => panel.close());

describe('the filter', () => {
  it('offers what a term may go on with, and takes it by Tab', async () => {
    await panel.user.type(filter(), 'ki');
    expect(offered()).toEqual(['kind:']);
    await panel.user.tab();
    expect(filter()).toHaveProperty('value', 'kind:');
    await panel.user.keyboard('req');
    expect(offered()).toEqual(['kind:request']);
    await panel.user.keyboard('{ArrowDown}{Enter}');
    expect(filter()).toHaveProperty('value', 'kind:request ');
    expect(document.activeElement).toBe(filter());
  });

  it('offers every key at arrow down, and takes one by click', async () => {
    await panel.user.click(filter());
    await panel.user.keyboard('{ArrowDown}');
    expect(offered()).toContain('status:');
    await panel.user.click(panel.getByText('status:'));
    expect(filter()).toHaveProperty('value', 'status:');
  });

  it('names rules to filter by', async () => {
    await panel.user.type(filter(), 'rule:lead-user-id-p');
    expect(offered()).toEqual(['rule:lead-user-id-placeholder']);
  });

  it('closes its offers at the first Escape, and empties at the second', async () => {
    await panel.user.type(filter(), 'ki');
    await panel.user.keyboard('{Escape}');
    expect(offered()).toEqual([]);
    expect(filter()).toHaveProperty('value', 'ki');
    await panel.user.keyboard('{Escape}');
    expect(filter()).toHaveProperty('value', '');
  });

  it('goes on to the rows at an Escape when it is empty', async () => {
    await panel.openTab('Timeline');
    await panel.user.click(filter());
    await panel.user.keyboard('{Escape}{Escape}');
    expect(document.activeElement).toBe(panel.getByRole('grid', { name: 'Timeline' }));
  });

  it('shows its events at Enter when nothing is chosen among the offers', async () => {
    await panel.user.type(filter(), 'kind:request{Enter}');
    expect(panel.getByRole('tab', { name: 'Timeline' }).getAttribute('aria-selected')).toBe('true');
    expect(panel.getByRole('grid', { name: 'Timeline' }).getAttribute('aria-rowcount')).toBe('2');
  });
});
