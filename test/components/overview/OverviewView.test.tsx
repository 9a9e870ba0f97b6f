import { within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { navigationRecord } from '@/test/fixtures/records';
import { PAGE } from '@/test/lib/store/support';

let panel: RenderedPanel;
afterEach(() => panel.close());

describe('the overview', () => {
  it('says the verdict, its cause and the next step', async () => {
    panel = await renderPanel(aTestSignup());
    const verdict = panel.getByRole('status', { name: 'Verdict' });
    expect(verdict.textContent).toMatch(/^Test only — .+/);
    expect(within(panel.getByRole('list', { name: 'Attribution path' })).getByText('Click')).toBeTruthy();
  });

  it('explains the chosen finding with its evidence and fix', async () => {
    panel = await renderPanel(aTestSignup());
    const list = panel.getByRole('list', { name: 'Findings' });
    const placeholder = list.querySelector('[data-rule="lead-user-id-placeholder"] button');
    await panel.user.click(placeholder as HTMLElement);
    expect(placeholder?.getAttribute('aria-current')).toBe('true');
    const pane = panel.getByRole('region', { name: 'Selected finding' });
    expect(within(pane).getByRole('list', { name: 'Evidence' })).toBeTruthy();
    expect(within(pane).getByRole('region', { name: 'Fix, as a diff' }).textContent).toContain('user_id');
  });

  it('opens the event that a finding rests on', async () => {
    panel = await renderPanel(aTestSignup());
    const [ref] = panel.getAllByRole('button', { name: /^Show event \d+ in Timeline$/ });
    await panel.user.click(ref as HTMLElement);
    expect(panel.getByRole('tab', { name: 'Timeline' }).getAttribute('aria-selected')).toBe('true');
    expect(panel.getByRole('region', { name: 'Event detail' })).toBeTruthy();
  });

  it('without a tracker tells what was looked for and how to begin', async () => {
    panel = await renderPanel([navigationRecord({ url: 'https://shop.example.com/signup' })]);
    expect(panel.getByRole('status', { name: 'Verdict' }).dataset.verdict).toBe('no-tracker');
    expect(within(panel.getByRole('list', { name: 'What was looked for' })).getAllByRole('listitem')).toHaveLength(6);
    await panel.user.click(panel.getByRole('button', { name: 'Add code and reload' }));
    expect(panel.visits).toEqual(['https://shop.example.com/signup?ref=test-partner']);
  });

  it('does not visit with a referral code that is none', async () => {
    panel = await renderPanel([]);
    const code = panel.getByRole('textbox', { name: 'Referral code' });
    await panel.user.clear(code);
    await panel.user.type(code, 'partner');
    expect(panel.getByRole('button', { name: 'Add code and reload' })).toHaveProperty('disabled', true);
  });

  it('says after Clear that the view was cleared, and names the page that is still recorded', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.user.click(panel.getByRole('button', { name: 'Clear' }));
    const verdict = panel.getByRole('status', { name: 'Verdict' });
    expect(verdict.dataset.verdict).toBe('no-tracker');
    expect(verdict.textContent).toContain(`Cleared — ${PAGE} is still recorded`);
    expect(panel.queryByRole('list', { name: 'What was looked for' })).toBeNull();
    expect(panel.queryByText('No tracker on the page yet')).toBeNull();
    await panel.show([navigationRecord()]);
    expect(verdict.textContent).toContain('no sign of an Affitor tracker');
  });
});
