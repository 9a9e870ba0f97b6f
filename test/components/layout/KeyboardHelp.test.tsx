import { within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

let panel: RenderedPanel;
beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
  await panel.openTab('Timeline');
});
afterEach(() => panel.close());

describe('keys', () => {
  it('are listed on ?, and Escape puts the list away', async () => {
    await panel.user.keyboard('?');
    expect(panel.getByRole('dialog', { name: 'Keyboard' }).textContent).toContain('Go to the filter');
    await panel.user.keyboard('{Escape}');
    expect(panel.queryByRole('dialog', { name: 'Keyboard' })).toBeNull();
  });

  it('are text where text is typed', async () => {
    await panel.user.type(panel.getByRole('searchbox', { name: 'Filter' }), '?');
    expect(panel.queryByRole('dialog', { name: 'Keyboard' })).toBeNull();
  });

  it('move through rows as arrows do, with j and k', async () => {
    const grid = panel.getByRole('grid', { name: 'Timeline' });
    grid.focus();
    await panel.user.keyboard('{Home}jjk');
    expect(grid.getAttribute('aria-activedescendant')).toBe('event-2');
  });

  it('zoom the waterfall, and back', async () => {
    const scale = () =>
      within(panel.getByRole('grid', { name: 'Timeline' })).getByRole('columnheader', { name: /^Waterfall/ })
        .textContent;
    panel.getByRole('grid', { name: 'Timeline' }).focus();
    const fitting = scale();
    await panel.user.keyboard('-');
    const wider = scale();
    expect(wider).not.toBe(fitting);
    await panel.user.keyboard('++');
    expect(scale()).not.toBe(wider);
    await panel.user.keyboard('0');
    expect(scale()).toBe(fitting);
  });
});
