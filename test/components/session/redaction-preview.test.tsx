import { within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

vi.setConfig({ testTimeout: 30_000 });

let panel: RenderedPanel;
beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
  await panel.user.click(panel.getByRole('button', { name: 'Export session' }));
  await panel.user.click(dialog().getByRole('button', { name: 'Preview what is replaced' }));
  await panel.findByRole('region', { name: 'What is replaced' });
});
afterEach(() => panel.close());

const dialog = () => within(panel.getByRole('dialog', { name: 'Export session' }));
const download = async () => {
  await panel.user.click(dialog().getByRole('button', { name: 'Download session' }));
  return panel.panel.downloads.at(-1)?.text ?? '';
};

describe('the preview of redaction', () => {
  it('shows each value with what leaves in its place', async () => {
    const row = dialog()
      .getByRole('checkbox', { name: /^ada@example\.org/ })
      .closest('label');
    const pseudonym = row?.querySelectorAll('code')[1]?.textContent ?? '';
    expect(pseudonym).toMatch(/@/);
    const text = await download();
    expect(text).toContain(pseudonym);
    expect(text).not.toContain('ada@example.org');
  });

  it('leaves a single value as it is', async () => {
    await panel.user.click(dialog().getByRole('checkbox', { name: /^ada@example\.org/ }));
    const text = await download();
    expect(text).toContain('ada@example.org');
    expect(text).not.toContain('u_8142');
  });

  it('leaves a whole kind as it is', async () => {
    await panel.user.click(dialog().getByRole('checkbox', { name: 'User ids' }));
    const text = await download();
    expect(text).toContain('u_8142');
    expect(text).not.toContain('ada@example.org');
  });

  it('has no fault that axe knows', async () => {
    const off = { enabled: false };
    const rules = { 'color-contrast': off, region: off, 'page-has-heading-one': off };
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([]);
  });

  it('stands beside the reports', async () => {
    await panel.user.click(dialog().getByRole('button', { name: 'JUnit report' }));
    expect(panel.panel.downloads.at(-1)?.text).toContain('<testsuite');
  });
});
