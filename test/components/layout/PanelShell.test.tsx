import { act, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { TABS } from '@/lib/store/view-slice';
import { aTestSignup, COOKIES } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { aStatus } from '@/test/lib/store/support';

let panel: RenderedPanel;
afterEach(() => panel.close());

describe('the names people and tests rely on', () => {
  it('are the eight tabs, by these words alone', async () => {
    panel = await renderPanel(aTestSignup());
    const names = panel.getAllByRole('tab').map((tab) => tab.textContent);
    expect(names).toEqual([...TABS]);
    for (const name of TABS) expect(panel.getByRole('tab', { name })).toBeTruthy();
  });

  it.each(TABS)('are all reachable on %s', async (tab) => {
    panel = await renderPanel(aTestSignup());
    await panel.openTab(tab);
    expect(panel.getByRole('tab', { name: tab }).getAttribute('aria-selected')).toBe('true');
    for (const name of ['Clear', 'Export session', 'Import session']) {
      expect(panel.getByRole('button', { name })).toBeTruthy();
    }
    expect(panel.getByRole('button', { name: 'Record' }).getAttribute('aria-pressed')).toBe('true');
    expect(panel.getByRole('checkbox', { name: 'Preserve log' })).toHaveProperty('checked', true);
    expect(panel.getByRole('searchbox', { name: 'Filter' })).toBeTruthy();
  });

  it('are the grids, log and lists of the views', async () => {
    panel = await renderPanel(aTestSignup(), { answers: { 'list-cookies': () => COOKIES } });
    expect(panel.getByRole('status', { name: 'Verdict' }).dataset.verdict).toBe('test-only');
    const findings = within(panel.getByRole('list', { name: 'Findings' })).getAllByRole('listitem');
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding.dataset.rule).toMatch(/^[a-z-]+$/);
      expect(['error', 'warning', 'info']).toContain(finding.dataset.severity);
    }
    await panel.openTab('Timeline');
    expect(panel.getByRole('grid', { name: 'Timeline' }).getAttribute('aria-rowcount')).toBe('11');
    await panel.openTab('Leads');
    expect(within(panel.getByRole('list', { name: 'Leads' })).getAllByRole('listitem')).toHaveLength(2);
    await panel.openTab('Cookies');
    expect(panel.getByRole('grid', { name: 'Cookies' }).getAttribute('aria-rowcount')).toBe('1');
    await panel.openTab('Queue');
    expect(panel.getByRole('grid', { name: 'Queue' }).getAttribute('aria-rowcount')).toBe('2');
    await panel.openTab('Console');
    expect(within(panel.getByRole('log', { name: 'Console' })).getAllByRole('button')).toHaveLength(2);
  });
});

describe('the frame', () => {
  it('moves between tabs by arrow keys, Home and End', async () => {
    panel = await renderPanel();
    await panel.openTab('Overview');
    await panel.user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(panel.getByRole('tab', { name: 'Timeline' }));
    await panel.user.keyboard('{End}');
    expect(panel.getByRole('tab', { name: 'Checks' }).getAttribute('aria-selected')).toBe('true');
    await panel.user.keyboard('{ArrowRight}');
    expect(panel.getByRole('tab', { name: 'Overview' }).getAttribute('aria-selected')).toBe('true');
  });

  it('asks the background to stop recording, and says that it is off', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.user.click(panel.getByRole('button', { name: 'Record' }));
    expect(panel.panel.asked('set-recording')).toEqual([expect.objectContaining({ params: { on: false } })]);
    expect(panel.getByRole('button', { name: 'Record' }).getAttribute('aria-pressed')).toBe('false');
    expect(panel.getByText(/^Recording is off\./)).toBeTruthy();
  });

  it('clears at once and offers Undo', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.openTab('Timeline');
    await panel.user.click(panel.getByRole('button', { name: 'Clear' }));
    expect(panel.getByRole('grid', { name: 'Timeline' }).getAttribute('aria-rowcount')).toBe('0');
    await panel.user.click(panel.getByRole('button', { name: 'Undo' }));
    expect(panel.getByRole('grid', { name: 'Timeline' }).getAttribute('aria-rowcount')).toBe('11');
  });

  it('goes to the filter at "/", and Escape empties it without leaving the panel', async () => {
    panel = await renderPanel(aTestSignup());
    const escapes: KeyboardEvent[] = [];
    const hear = (event: KeyboardEvent) => escapes.push(event);
    document.body.addEventListener('keydown', hear);
    await panel.user.keyboard('/');
    const filter = panel.getByRole('searchbox', { name: 'Filter' });
    expect(document.activeElement).toBe(filter);
    await panel.user.keyboard('lead');
    expect(filter).toHaveProperty('value', 'lead');
    await panel.user.keyboard('{Escape}');
    expect(filter).toHaveProperty('value', '');
    document.body.removeEventListener('keydown', hear);
    expect(escapes.filter((event) => event.key === 'Escape')).toEqual([]);
  });

  it('says what is wrong with a filter and keeps the list', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.openTab('Timeline');
    const filter = panel.getByRole('searchbox', { name: 'Filter' });
    await panel.user.type(filter, 'kind:request');
    await panel.user.paste(' kind:nonsense');
    expect(filter.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(filter.getAttribute('aria-errormessage') ?? '')?.textContent).toBeTruthy();
    expect(panel.getByRole('grid', { name: 'Timeline' }).getAttribute('aria-rowcount')).toBe('2');
  });

  it('shows a gap, and that the page has to be reloaded after an update', async () => {
    panel = await renderPanel(aTestSignup());
    await act(() => panel.panel.show({ type: 'gap', fromSeq: 1, toSeq: 12 }));
    expect(panel.getByText(/^12 observations of this recording were dropped/)).toBeTruthy();
    await act(() => panel.panel.show({ type: 'reload-needed' }));
    await panel.user.click(panel.getByRole('button', { name: 'Reload page' }));
    expect(panel.visits).toEqual(['reload']);
  });

  it('says that it reconnects while the background is away', async () => {
    panel = await renderPanel(aTestSignup());
    await act(() => panel.panel.hangUp());
    expect(panel.getByText('Reconnecting')).toBeTruthy();
  });

  it('takes the recording state from the background', async () => {
    panel = await renderPanel();
    await act(() => panel.panel.show({ type: 'status', status: aStatus({ recording: false }) }));
    expect(panel.getByRole('button', { name: 'Record' }).getAttribute('aria-pressed')).toBe('false');
  });
});
