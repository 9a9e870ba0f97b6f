import { act, fireEvent, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { consoleRecord } from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';

let panel: RenderedPanel;
afterEach(() => panel.close());

const exportSession = async (redact = false) => {
  await panel.user.click(panel.getByRole('button', { name: 'Export session' }));
  const dialog = within(panel.getByRole('dialog', { name: 'Export session' }));
  if (!redact) await panel.user.click(dialog.getByRole('checkbox', { name: 'Redact personal data' }));
  await panel.user.click(dialog.getByRole('button', { name: 'Download session' }));
  return panel.panel.downloads.at(-1)?.text ?? '';
};

const fileOf = (text: string, name = 'signup.affitor.json') => new File([text], name, { type: 'application/json' });

describe('session files', () => {
  it('are exported by a dialog that says what they hold, and closes', async () => {
    panel = await renderPanel(aTestSignup());
    const session = JSON.parse(await exportSession());
    expect(session.entries).toHaveLength(11);
    expect(session.verdict.value).toBe('test-only');
    expect(panel.queryByRole('dialog')).toBeNull();
  });

  it('are redacted unless it is declined', async () => {
    panel = await renderPanel(aTestSignup());
    expect(await exportSession(true)).not.toContain('ada@example.org');
  });

  it('begin as the options page says', async () => {
    const redaction = { categories: { 'user-id': false } };
    panel = await renderPanel(aTestSignup(), { exportDefaults: { redact: true, redaction } });
    const text = await exportSession(true);
    expect(text).toContain('u_8142');
    expect(text).not.toContain('ada@example.org');
    panel.close();
    panel = await renderPanel(aTestSignup(), { exportDefaults: { redact: false, redaction: {} } });
    expect(await exportSession(true)).toContain('ada@example.org');
  });

  it('leave nothing behind when the dialog is dismissed with Escape', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.user.click(panel.getByRole('button', { name: 'Export session' }));
    await panel.user.keyboard('{Escape}');
    expect(panel.queryByRole('dialog')).toBeNull();
    expect(panel.panel.downloads).toEqual([]);
  });

  it('are imported from disk, shown read-only, and left again', async () => {
    panel = await renderPanel(aTestSignup());
    const text = await exportSession();
    await panel.user.click(panel.getByRole('button', { name: 'Clear' }));
    await panel.user.upload(panel.getByLabelText('Session file'), fileOf(text));
    expect(await panel.findByText('signup.affitor.json')).toBeTruthy();
    expect(panel.getByRole('status', { name: 'Verdict' }).dataset.verdict).toBe('test-only');
    await panel.user.click(panel.getByRole('button', { name: 'Back to this page' }));
    expect(panel.getByRole('status', { name: 'Verdict' }).dataset.verdict).toBe('no-tracker');
  });

  it('are imported by dropping them on the panel', async () => {
    panel = await renderPanel(aTestSignup());
    const text = await exportSession();
    fireEvent.drop(document.body, { dataTransfer: { files: [fileOf(text)], types: ['Files'] } });
    expect(await panel.findByText('signup.affitor.json')).toBeTruthy();
  });

  it('that are long show how far they are, their first events in Timeline, and can be given up', async () => {
    panel = await renderPanel(aTestSignup());
    const lines = Array.from({ length: 5000 }, () => consoleRecord({ text: 'A long line. '.repeat(40) }));
    const text = JSON.stringify({ ...aSession(), journal: lines, entries: [] });
    act(() => panel.panel.store.getState().importSession('long.affitor.json', text));
    act(() => panel.panel.clock.advance(0));
    expect(panel.getByText('long.affitor.json').parentElement?.textContent).toContain('40 % so far');
    expect(panel.getByText('The file is still being opened')).toBeTruthy();
    await panel.openTab('Timeline');
    expect(panel.getByRole('grid', { name: 'Timeline' }).getAttribute('aria-rowcount')).toBe('2000');
    await panel.user.click(panel.getByRole('button', { name: 'Cancel' }));
    expect(panel.getByRole('grid', { name: 'Timeline' }).getAttribute('aria-rowcount')).toBe('11');
  });

  it('that are none are refused with the reason', async () => {
    panel = await renderPanel(aTestSignup());
    await panel.user.upload(panel.getByLabelText('Session file'), fileOf('{"events":[]}', 'capture.json'));
    const alert = await panel.findByRole('alert');
    expect(alert.textContent).toMatch(/^capture\.json was not imported\./);
    await panel.user.click(within(alert).getByRole('button', { name: 'Dismiss' }));
    expect(panel.queryByRole('alert')).toBeNull();
  });
});
