import { createEvent, fireEvent, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

  it('move along the waterfall, as a drag over its scale and the wheel with Shift do', async () => {
    const head = () =>
      within(panel.getByRole('grid', { name: 'Timeline' })).getByRole('columnheader', { name: /^Waterfall/ });
    vi.spyOn(head(), 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 20));
    panel.getByRole('grid', { name: 'Timeline' }).focus();
    await panel.user.keyboard('++++');
    const first = head().textContent;
    await panel.user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    const moved = head().textContent;
    expect(moved).not.toBe(first);
    await panel.user.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}');
    expect(head().textContent).toBe(first);
    fireEvent.pointerDown(head(), { pointerId: 1, button: 0, clientX: 60 });
    fireEvent.pointerMove(head(), { pointerId: 1, clientX: 10 });
    fireEvent.pointerUp(head(), { pointerId: 1 });
    fireEvent.pointerMove(head(), { pointerId: 1, clientX: 90 });
    expect(head().textContent).toBe(moved);
    // The simulated DOM's wheel knows no keys.
    fireEvent(head(), Object.assign(createEvent.wheel(head(), { deltaY: -50 }), { shiftKey: true }));
    expect(head().textContent).toBe(first);
    fireEvent.wheel(head(), { deltaX: 50 });
    expect(head().textContent).toBe(moved);
    await panel.user.keyboard('0');
    expect(head().textContent).toMatch(/^0/);
  });
});
