import { act, fireEvent } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

let panel: RenderedPanel;
afterEach(() => {
  vi.restoreAllMocks();
  panel.close();
});

/** Gives the tabs' strip the extent that a narrow panel would. */
function squeeze(scrollLeft: number) {
  const strip = panel.getByRole('tablist', { name: 'Views' });
  Object.defineProperties(strip, {
    clientWidth: { configurable: true, value: 320 },
    scrollWidth: { configurable: true, value: 500 },
    scrollLeft: { configurable: true, writable: true, value: scrollLeft },
  });
  act(() => void fireEvent.scroll(strip));
  return strip;
}

describe('the tabs of a narrow panel', () => {
  it('scroll the chosen one into view, however it was chosen', async () => {
    const scrolled: (string | null)[] = [];
    vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(function (this: HTMLElement) {
      scrolled.push(this.getAttribute('aria-label'));
    });
    panel = await renderPanel();
    await act(async () => panel.panel.store.getState().selectTab('Checks'));
    expect(scrolled.at(-1)).toBe('Checks');
  });

  it('show on which side there are more of them', async () => {
    panel = await renderPanel();
    expect(panel.queryByRole('button', { name: 'Show more tabs' })).toBeNull();
    squeeze(0);
    expect(panel.queryByRole('button', { name: 'Show earlier tabs' })).toBeNull();
    expect(panel.getByRole('button', { name: 'Show more tabs' })).toBeTruthy();
    squeeze(180);
    expect(panel.getByRole('button', { name: 'Show earlier tabs' })).toBeTruthy();
    expect(panel.queryByRole('button', { name: 'Show more tabs' })).toBeNull();
  });

  it('are not moved for what is a matter of rounding', async () => {
    panel = await renderPanel();
    for (const scrollLeft of [1, 179]) {
      squeeze(scrollLeft);
      const shown = panel.queryAllByRole('button', { name: /^Show (?:earlier|more) tabs$/ });
      expect(shown).toHaveLength(1);
    }
  });

  it('are moved along by those buttons, and stay the only stop of the Tab key', async () => {
    panel = await renderPanel();
    const strip = squeeze(0);
    const scrollBy = vi.spyOn(strip, 'scrollBy').mockImplementation(() => {});
    const more = panel.getByRole('button', { name: 'Show more tabs' });
    expect(more.tabIndex).toBe(-1);
    await panel.user.click(more);
    expect(scrollBy).toHaveBeenCalledWith({ left: 192 });
  });
});
