import { within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

vi.setConfig({ testTimeout: 30_000 });

let panel: RenderedPanel;
beforeEach(async () => {
  panel = await renderPanel();
  await panel.openTab('Leads');
  await panel.user.click(panel.getByRole('button', { name: 'Scratchpad' }));
});
afterEach(() => panel.close());

const write = async (payload: string) => {
  const box = panel.getByRole('textbox', { name: 'Payload' });
  await panel.user.clear(box);
  await panel.user.click(box);
  await panel.user.paste(payload);
};
const rowOf = (field: string) =>
  within(panel.getByRole('table', { name: 'Lead fields' }))
    .getAllByRole('row')
    .find((row) => row.textContent?.startsWith(field))?.textContent;

describe('the scratchpad', () => {
  it.each([
    [
      'JSON',
      '{"email":"jo@example.com","user_id":81}',
      /Read as JSON: a v1 lead from a browser\. It would not be kept/,
    ],
    ['a JavaScript object', "({ email: 'jo@example.com', user_id: 81 })", /Read as a JavaScript object/],
    [
      'a queue push',
      "affitorQueue.push(['trackLead', { email: 'jo@example.com', user_id: 81 }])",
      /Read as a queue push/,
    ],
    [
      'cURL',
      `curl https://api.affitor.com/api/v1/track/lead -H 'Authorization: Bearer x' -H 'Content-Type: application/json' -d '{"email":"jo@example.com","user_id":81}'`,
      /Read as a cURL command: a v\d lead from a server/,
    ],
  ])('takes %s', async (_what, payload, said) => {
    await write(payload);
    expect(panel.getByText(said)).toBeTruthy();
    expect(panel.getByRole('table', { name: 'Lead fields' })).toBeTruthy();
  });

  it('judges by the dialect that was chosen', async () => {
    await write('{"email":"jo@example.com","customer_key":"usr_81"}');
    const choose = (dialect: string) =>
      panel.user.selectOptions(panel.getByRole('combobox', { name: 'Dialect' }), dialect);
    await choose('v2');
    expect(rowOf('customer_key')).toMatch(/Pass/);
    expect(panel.getByText(/a v2 lead from a browser/)).toBeTruthy();
    await choose('v1');
    expect(rowOf('user_id')).toMatch(/Missing/);
  });

  it('says where a text cannot be read', async () => {
    await write("{\n  email: 'jo@example.com',\n  user_id: getUser().id\n}");
    expect(panel.getByText(/Line 3, column \d+\./)).toBeTruthy();
    expect(panel.getByRole('textbox', { name: 'Payload' }).getAttribute('aria-invalid')).toBe('true');
    expect(panel.queryByRole('table', { name: 'Lead fields' })).toBeNull();
  });

  it('has no fault that axe knows, empty and in use', async () => {
    const off = { enabled: false };
    const rules = { 'color-contrast': off, region: off, 'page-has-heading-one': off };
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([]);
    await panel.user.click(panel.getByRole('button', { name: 'Use an example' }));
    expect(rowOf('user_id')).toBeTruthy();
    expect((await axe.run(document.body, { rules })).violations.map(({ id }) => id)).toEqual([]);
  });
});
