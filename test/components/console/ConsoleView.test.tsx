import { within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

let panel: RenderedPanel;
beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
  await panel.openTab('Console');
});
afterEach(() => panel.close());

const lines = () =>
  within(panel.getByRole('log', { name: 'Console' }))
    .getAllByRole('button')
    .map((line) => line.textContent);

describe('the console', () => {
  it('has our reading beside the line, without the vendor’s prefix and emoji', () => {
    expect(lines()).toEqual([
      expect.stringContaining('user_id detected: user_123Affitor: user_id detected - user_123'),
      expect.stringContaining('Unrecognisedheartbeat 1'),
    ]);
  });

  it('shows the original lines on demand', async () => {
    await panel.user.click(panel.getByRole('checkbox', { name: 'Original lines' }));
    expect(lines()[0]).toContain('[Affitor Tracker] ✅ Affitor: user_id detected - user_123');
  });

  it('shows only what no documented line looks like', async () => {
    await panel.user.click(panel.getByRole('button', { name: /^Unrecognised \d/ }));
    expect(lines()).toEqual([expect.stringContaining('heartbeat 1')]);
  });

  it('explains the chosen line and keeps the original for copying', async () => {
    await panel.user.click(within(panel.getByRole('log')).getAllByRole('button')[0] as HTMLElement);
    const detail = panel.getByRole('region', { name: 'Selected message' });
    expect(within(detail).getByRole('region', { name: 'Original line' }).textContent).toContain('✅');
    expect(within(detail).getByRole('button', { name: 'Copy original line' })).toBeTruthy();
  });
});
