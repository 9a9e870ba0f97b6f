import { within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StackFrame } from '@/lib/model/entry';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { responseRecord } from '@/test/fixtures/records';

vi.setConfig({ testTimeout: 30_000 });

let panel: RenderedPanel;
afterEach(() => panel.close());

/** The detail of the row that says so. */
async function detailOf(text: string) {
  await panel.openTab('Timeline');
  const rows = within(panel.getByRole('grid', { name: 'Timeline' })).getAllByRole('row');
  await panel.user.click(rows.find((row) => row.textContent?.includes(text)) as HTMLElement);
  return within(panel.getByRole('region', { name: 'Event detail' }));
}

describe('the detail of an event', () => {
  it('tells its life line step by step, with its waits and links to the events', async () => {
    panel = await renderPanel(aTestSignup());
    const detail = await detailOf('/api/tracking/lead');
    const steps = within(detail.getByRole('list', { name: 'Life line' })).getAllByRole('listitem');
    expect(steps.length).toBeGreaterThan(2);
    expect(steps[0]?.textContent).toContain('form.tsx:48');
    expect(steps.some((step) => /^waited /i.test(step.textContent ?? ''))).toBe(true);
    expect(steps.filter((step) => within(step).queryByRole('button', { name: /^Show event/ })).length).toBeGreaterThan(
      1,
    );
  });

  it('opens a place of the page’s code in Sources where the browser can', async () => {
    const opened: StackFrame[] = [];
    panel = await renderPanel(aTestSignup(), {}, { openSource: (frame) => void opened.push(frame) });
    const detail = await detailOf('/api/tracking/lead');
    const [place] = within(detail.getByRole('list', { name: 'Life line' })).getAllByRole('button', {
      name: /form\.tsx:48/,
    });
    await panel.user.click(place as HTMLElement);
    expect(opened).toMatchObject([{ url: 'https://shop.example.com/src/form.tsx', line: 48, column: 5 }]);
  });

  it('names such a place in words where the browser cannot', async () => {
    panel = await renderPanel(aTestSignup());
    const detail = await detailOf('/api/tracking/lead');
    const line = within(detail.getByRole('list', { name: 'Life line' }));
    expect(line.queryAllByRole('button', { name: /form\.tsx:48/ })).toEqual([]);
    expect(line.getAllByText(/form\.tsx:48/).length).toBeGreaterThan(0);
  });

  it('shows the customer’s cookies as they stood at the event', async () => {
    panel = await renderPanel(aTestSignup());
    const detail = await detailOf('/api/tracking/lead');
    await panel.user.click(detail.getByRole('tab', { name: /^Cookies/ }));
    expect(detail.getByRole('tabpanel').textContent).toContain('customer_code');
    expect(detail.getByRole('tabpanel').textContent).toContain('cust_29_');
  });

  it('shows the stack of what the page’s code did, to copy', async () => {
    panel = await renderPanel(aTestSignup());
    const detail = await detailOf('trackLead');
    await panel.user.click(detail.getByRole('tab', { name: /^Stack/ }));
    expect(detail.getByRole('tabpanel').textContent).toContain('form.tsx:48');
    await panel.user.click(detail.getByRole('button', { name: 'Copy stack' }));
    expect(await navigator.clipboard.readText()).toContain('at submit (https://shop.example.com/src/form.tsx:48:5)');
  });

  it('goes from side to side by the arrow keys, and to the first and last by Home and End', async () => {
    panel = await renderPanel(aTestSignup());
    const detail = await detailOf('/api/tracking/lead');
    const tabs = detail.getAllByRole('tab');
    const selected = () => tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
    tabs[0]?.focus();
    const places = [];
    for (const key of ['{ArrowRight}', '{End}', '{ArrowRight}', '{ArrowLeft}', '{Home}']) {
      await panel.user.keyboard(key);
      places.push(selected());
      expect(document.activeElement).toBe(tabs[selected()]);
    }
    expect(places).toEqual([1, tabs.length - 1, 0, tabs.length - 1, 0]);
  });

  it('says where a redirect sent the request on to', async () => {
    const redirectedTo = 'https://eu.affitor.com/api/tracking/lead';
    const records = aTestSignup().flatMap((record) =>
      record.kind === 'response' && record.requestId === 'lead'
        ? [responseRecord({ requestId: 'lead', status: 308, redirectedTo }), record]
        : [record],
    );
    panel = await renderPanel(records);
    const detail = await detailOf('/api/tracking/lead');
    await panel.user.click(detail.getByRole('tab', { name: /^Request/ }));
    expect(detail.getByRole('tabpanel').textContent).toContain(`308 to ${redirectedTo}`);
  });
});
