import { within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { queueRecord, requestRecord, responseRecord } from '@/test/fixtures/records';

let panel: RenderedPanel;
afterEach(() => panel.close());

describe('leads', () => {
  it('are told once each, with what became of them', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.openTab('Leads');
    const items = within(panel.getByRole('list', { name: 'Leads' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringContaining('kept as a test'),
      expect.stringContaining('never ran'),
    ]);
  });

  it('are marked where the mock answered', async () => {
    const records = [
      requestRecord({ source: 'extension', requestId: 'x', routed: true }),
      responseRecord({ source: 'extension', requestId: 'x', routed: true }),
    ];
    panel = await renderPanel(records);
    await panel.openTab('Leads');
    const [item] = within(panel.getByRole('list', { name: 'Leads' })).getAllByRole('listitem');
    expect(item?.textContent).toContain('recorded (mock)');
    expect(panel.getByText('Answered by the mock')).toBeTruthy();
  });

  it('are checked field by field', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.openTab('Leads');
    const [first] = within(panel.getByRole('list', { name: 'Leads' })).getAllByRole('button');
    await panel.user.click(first as HTMLElement);
    const row = (field: string) =>
      within(panel.getByRole('table', { name: 'Lead fields' }))
        .getAllByRole('row')
        .find((candidate) => candidate.textContent?.startsWith(field))?.textContent;
    expect(row('user_id')).toContain('Wrong');
    expect(row('email')).toContain('Pass');
    expect(row('name')).toContain('Discarded');
  });

  it('tell what Affitor keeps: the e-mail’s real hash, masked form, and what is thrown away', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.openTab('Leads');
    const [first] = within(panel.getByRole('list', { name: 'Leads' })).getAllByRole('button');
    await panel.user.click(first as HTMLElement);
    // SHA-256 of "ada@example.org".
    expect(await panel.findByText('cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d')).toBeTruthy();
    await panel.user.click(panel.getByRole('button', { name: 'Copy SHA-256' }));
    expect(await navigator.clipboard.readText()).toMatch(/^cfe00dde/);
    await panel.user.click(panel.getByRole('button', { name: 'Copy payload' }));
    expect(JSON.parse(await navigator.clipboard.readText())).toMatchObject({ user_id: 'user_123', name: 'Ada' });
    expect(panel.getByText('ad•••@example.org')).toBeTruthy();
    expect(panel.getByText('Ada', { selector: 'del' })).toBeTruthy();
  });

  it('say of one whose dialect nothing tells that it was checked by an assumed one', async () => {
    panel = await renderPanel([queueRecord({ item: ['trackLead', { user_id: 'u_8142' }] })]);
    await panel.openTab('Leads');
    const detail = within(panel.getByRole('region', { name: 'Payload check' }));
    expect(detail.getByText('v1, assumed').title).toBe('Nothing told the dialect; checked as v1');
  });

  it('teach what would make one when there is none', async () => {
    panel = await renderPanel();
    await panel.openTab('Leads');
    expect(panel.getByRole('heading', { name: 'No lead yet' })).toBeTruthy();
  });
});
