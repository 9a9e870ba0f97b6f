import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

vi.setConfig({ testTimeout: 30_000 });

let panel: RenderedPanel;
beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
});
afterEach(() => panel.close());

const judgedAs = () => panel.getByRole('combobox', { name: 'Judged as' });
const finding = () =>
  panel.getByRole('list', { name: 'Findings' }).querySelector('[data-rule="debug-in-production"]') !== null;

describe('what a site is judged as', () => {
  it('goes by its address until the user says otherwise', async () => {
    expect(judgedAs()).toHaveProperty('value', '');
    expect(finding()).toBe(true);
    await panel.user.selectOptions(judgedAs(), 'Test site');
    expect(finding()).toBe(false);
    await panel.user.selectOptions(judgedAs(), 'Production, by its address');
    expect(finding()).toBe(true);
  });

  it('has no fault that axe knows', async () => {
    const off = { enabled: false };
    const rules = { 'color-contrast': off, region: off, 'page-has-heading-one': off };
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([]);
  });
});
