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

const choose = (name: string) => panel.user.selectOptions(panel.getByRole('combobox', { name: 'What if' }), name);
const then = () => panel.getByRole('status', { name: 'Verdict then' });
const real = () => panel.getByRole('status', { name: 'Verdict' }).dataset.verdict;

describe('what if', () => {
  it('judges the recording anew beside the real verdict', async () => {
    expect(real()).toBe('test-only');
    await choose('debug were off');
    expect(then().dataset.whatIf).not.toBe('test-only');
    expect(then().textContent).toContain('Instead of Test only.');
    expect(real()).toBe('test-only');
  });

  it('says when the fact alone changes nothing', async () => {
    await choose('user_id were set');
    expect(then().textContent).toContain('That alone changes nothing.');
  });

  it('asks how old the click were', async () => {
    await choose('the click were older');
    expect(panel.getByRole('spinbutton', { name: 'Days old' })).toBeTruthy();
    expect(then()).toBeTruthy();
    await choose('choose a fact');
    expect(panel.queryByRole('status', { name: 'Verdict then' })).toBeNull();
  });

  it('has no fault that axe knows', async () => {
    await choose('the click were older');
    const off = { enabled: false };
    const rules = { 'color-contrast': off, region: off, 'page-has-heading-one': off };
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([]);
  });
});
