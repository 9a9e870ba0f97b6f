import { act } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

let panel: RenderedPanel;
afterEach(() => panel.close());

async function openLead() {
  panel = await renderPanel(aTestSignup());
  await panel.openTab('Timeline');
  const state = panel.panel.store.getState();
  const lead = state.live.timeline.entries.findLast((entry) => entry.kind === 'request');
  await act(async () => state.select(lead?.id));
}

describe('a request in the detail', () => {
  it('is copied in every form, with secrets only where asked', async () => {
    await openLead();
    await panel.user.click(panel.getByRole('button', { name: 'Copy as' }));
    const names = panel.getAllByRole('menuitem').map(({ textContent }) => textContent);
    expect(names).toEqual([
      'cURL',
      'fetch',
      'JSON',
      'Node server call',
      'Python server call',
      'PHP server call',
      'Ruby server call',
      'cURL, with secrets',
      'fetch, with secrets',
      'JSON, with secrets',
    ]);
    await panel.user.click(panel.getByRole('menuitem', { name: 'cURL' }));
    expect(await navigator.clipboard.readText()).toMatch(/^curl .*api\.affitor\.com/);
    expect(panel.getByText('Copied as cURL')).toBeTruthy();
  });

  it('is selected for a replay of several, and unselected', async () => {
    await openLead();
    await panel.user.click(panel.getByRole('button', { name: 'Select for replay' }));
    await panel.openTab('Replay');
    expect(panel.getByRole('region', { name: 'Requests to replay' }).textContent).toContain('1 request selected');
    await panel.openTab('Timeline');
    await panel.user.click(panel.getByRole('button', { name: 'Unselect for replay' }));
    expect(panel.panel.store.getState().replaySelection).toEqual([]);
  });

  it('is taken to Replay, open for editing', async () => {
    await openLead();
    await panel.user.click(panel.getByRole('button', { name: 'Edit and replay' }));
    expect(panel.getByRole('tab', { name: 'Replay' }).getAttribute('aria-selected')).toBe('true');
    const body = panel.getByRole('textbox', { name: 'Body' });
    expect(body).toHaveProperty('value', expect.stringContaining('"user_id": "user_123"'));
  });
});
