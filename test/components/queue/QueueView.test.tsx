import { within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { queueRecord } from '@/test/fixtures/records';

let panel: RenderedPanel;
beforeEach(async () => {
  panel = await renderPanel(aTestSignup());
  await panel.openTab('Queue');
});
afterEach(() => panel.close());

const rows = () =>
  within(panel.getByRole('grid', { name: 'Queue' }))
    .getAllByRole('row')
    .filter((row) => row.hasAttribute('aria-rowindex'));

describe('the queue', () => {
  it('lists each call with what became of it', () => {
    expect(rows().map((row) => row.textContent)).toEqual([
      expect.stringMatching(/trackLead.*form\.tsx:48.*Ran$/),
      expect.stringMatching(/trackLead.*Never ran$/),
    ]);
  });

  it('explains the chosen call by its finding', async () => {
    expect(panel.getByRole('heading', { name: 'Call 2 never ran' })).toBeTruthy();
    expect(panel.getByRole('region', { name: 'Selected finding' })).toBeTruthy();
    await panel.user.click(rows()[0] as HTMLElement);
    expect(panel.getByRole('heading', { name: 'Call 1 ran when the tracker loaded' })).toBeTruthy();
  });

  it('does not say of a frozen queue that its call never ran', async () => {
    const frozen = { documentId: 'doc-2', documentUrl: 'https://shop.example.com/frozen' };
    await panel.show([
      queueRecord({ ...frozen, itemId: 3, item: ['trackLead', {}] }),
      queueRecord({ ...frozen, phase: 'unreadable', itemId: undefined, message: 'The queue is frozen.' }),
    ]);
    await panel.user.click(rows()[2] as HTMLElement);
    expect(panel.getByRole('heading', { name: /^Call 3 may have run/ })).toBeTruthy();
  });

  it('moves through its calls by keys', async () => {
    panel.getByRole('grid', { name: 'Queue' }).focus();
    await panel.user.keyboard('{Home}');
    expect(rows()[0]?.getAttribute('aria-selected')).toBe('true');
  });

  it('tells the waits in words too', () => {
    expect(panel.getByRole('figure').getAttribute('aria-label')).toMatch(/trackLead waited .*trackLead was never read/);
  });
});
