import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TABS } from '@/lib/store/view-slice';
import { aTestSignup, COOKIES } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

// axe reads the whole document many times over.
vi.setConfig({ testTimeout: 30_000 });

let panel: RenderedPanel;
afterEach(() => panel.close());

/** Colour needs a layout engine; the end-to-end tests look at it. */
const faultsOf = async () => {
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
};

describe.each([
  ['with a signup', aTestSignup],
  ['without anything', () => []],
])('every view %s', (_what, records) => {
  it.each(TABS)('%s has no fault that axe knows', async (tab) => {
    panel = await renderPanel(records(), { answers: { 'list-cookies': () => COOKIES } });
    await panel.openTab(tab);
    expect(await faultsOf()).toEqual([]);
  });
});

describe('the detail of an event', () => {
  it('has no fault that axe knows', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.openTab('Timeline');
    panel.getByRole('grid', { name: 'Timeline' }).focus();
    await panel.user.keyboard('{End}');
    expect(await faultsOf()).toEqual([]);
  });
});
