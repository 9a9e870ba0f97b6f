import { within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

vi.setConfig({ testTimeout: 30_000 });

let panel: RenderedPanel;
beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
  await panel.openTab('Checks');
});
afterEach(() => panel.close());

const click = (name: string | RegExp, role = 'button') => panel.user.click(panel.getByRole(role, { name }));
const rows = () => within(panel.getByRole('grid', { name: 'Checks' })).getAllByRole('row');
const faultsOf = async () => {
  const off = { enabled: false };
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': off, region: off, 'page-has-heading-one': off },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

describe('checks', () => {
  it('begin with a template, and say how they stand', async () => {
    expect(panel.getByRole('heading', { name: 'No checks for example.com yet' })).toBeTruthy();
    await click('v1 signup flow');
    expect(rows().length).toBeGreaterThan(4);
    expect(panel.getByRole('img', { name: /\d passed, \d failed, \d not yet/ })).toBeTruthy();
    expect(panel.getByRole('tab', { name: 'Checks' }).getAttribute('aria-description')).toMatch(/of \d checks pass/);
    expect(await faultsOf()).toEqual([]);
  });

  it('show their evidence, which opens its event', async () => {
    await click('No personal data');
    await panel.user.click(rows()[0] as HTMLElement);
    const detail = within(panel.getByRole('region', { name: 'Selected check' }));
    expect(detail.getByRole('img', { name: 'Fail' })).toBeTruthy();
    await panel.user.click(
      within(detail.getByRole('list', { name: 'Evidence' })).getAllByRole('button')[0] as HTMLElement,
    );
    expect(panel.getByRole('tab', { name: 'Timeline' }).getAttribute('aria-selected')).toBe('true');
  });

  it('are written by a form, and as JSON that is checked while it is typed', async () => {
    await click('Write a check');
    await panel.user.type(panel.getByRole('textbox', { name: 'Title' }), 'Two clicks');
    await panel.user.selectOptions(panel.getByRole('combobox', { name: 'Event' }), 'click');
    const json = panel.getByRole('textbox', { name: 'Condition, as JSON' }) as HTMLTextAreaElement;
    expect(JSON.parse(json.value)).toEqual({ count: { of: { event: 'click' }, exactly: 1 } });
    expect(await faultsOf()).toEqual([]);
    await panel.user.clear(json);
    await panel.user.type(json, '{{"never": {{"event": "nothing"}}');
    expect(panel.getByText(/The checks are broken at "expect\.never\.event"/)).toBeTruthy();
    expect((panel.getByRole('button', { name: 'Save check' }) as HTMLButtonElement).disabled).toBe(true);
    await panel.user.clear(json);
    await panel.user.type(json, '{{"verdict": "test-only"}');
    expect(panel.getByText('The form cannot show this condition: edit it as JSON.')).toBeTruthy();
    await click('Save check');
    expect(rows().map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^PassTwo clicksThe verdict is test-only/),
    ]);
  });

  it('that pass because nothing came say that it is so far', async () => {
    await click('Write a check');
    await panel.user.type(panel.getByRole('textbox', { name: 'Title' }), 'No sale');
    const json = panel.getByRole('textbox', { name: 'Condition, as JSON' });
    await panel.user.clear(json);
    await panel.user.type(json, '{{"never": {{"event": "sale"}}');
    await click('Save check');
    expect(rows()[0]?.textContent).toMatch(/^PassNo sale.*Passing so far$/);
    expect(panel.getByRole('region', { name: 'Selected check' }).textContent).toContain('StatePassing so far');
  });

  it('come from an event of Timeline', async () => {
    await panel.openTab('Timeline');
    panel.getByRole('grid', { name: 'Timeline' }).focus();
    await panel.user.keyboard('{End}');
    await click('Add check');
    expect(panel.getByRole('tab', { name: 'Checks' }).getAttribute('aria-selected')).toBe('true');
    expect(rows()).toHaveLength(1);
  });

  it('are removed at once, and come back by Undo', async () => {
    await click('One lead per signup');
    // A cross alone would promise to close the detail.
    expect(panel.getByRole('button', { name: 'Remove check' }).textContent).toBe('Remove check');
    await click('Remove check');
    expect(panel.queryByRole('grid', { name: 'Checks' })).toBeNull();
    await click('Undo');
    expect(rows()).toHaveLength(1);
  });

  it('are reported by a menu that keys can work', async () => {
    await click('One lead per signup');
    panel.getByRole('button', { name: 'Report' }).focus();
    await panel.user.keyboard('{Enter}{ArrowDown}');
    expect(await faultsOf()).toEqual([]);
    expect(document.activeElement?.textContent).toBe('Markdown');
    await panel.user.keyboard('{Enter}');
    expect(panel.panel.downloads.at(-1)?.fileName).toBe('example.com.report.md');
    await panel.user.keyboard('{Enter}{Escape}');
    expect(panel.queryByRole('menu')).toBeNull();
  });
});
