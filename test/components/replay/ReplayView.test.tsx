import { act, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { SCENARIO_NAMES } from '@/lib/model/ledger';
import type { Reply } from '@/lib/model/replay';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';
import { jsonBody } from '@/test/fixtures/entries';
import { navigationRecord, requestRecord, responseRecord } from '@/test/fixtures/records';
import { type Answers, aMockState } from '@/test/lib/store/support';

let panel: RenderedPanel;
afterEach(() => panel.close());

const REFUSED: Reply = {
  status: 404,
  statusText: 'Not Found',
  headers: [],
  body: '{"error":"Customer not found"}',
  durationMs: 9,
};

async function openReplay(answers: Answers = {}) {
  panel = await renderPanel(aTestSignup(), { answers: { replay: () => REFUSED, ...answers } });
  await panel.openTab('Replay');
  await act(() => panel.panel.delivered());
}

const click = async (name: string, role: 'button' | 'switch' = 'button') => {
  await panel.user.click(panel.getByRole(role, { name }));
  await act(async () => {
    for (let hop = 0; hop < 6; hop += 1) await panel.panel.delivered();
  });
};

const faults = async () => {
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
};

describe('Replay', () => {
  it('offers every scenario by name and in words, and tells the mock', async () => {
    await openReplay({ 'mock-scenario': () => aMockState({ scenario: { scenario: '409', endpoints: {} } }) });
    const picker = panel.getByRole('combobox', { name: 'Scenario' });
    const options = within(picker).getAllByRole('option');
    expect(options.map((option) => option.getAttribute('value'))).toEqual([...SCENARIO_NAMES]);
    expect(options.every(({ textContent }) => / · \S/.test(textContent ?? ''))).toBe(true);
    await panel.user.selectOptions(picker, '409');
    expect(panel.panel.asked('mock-scenario')).toMatchObject([{ params: { scenario: '409' } }]);
  });

  it('routes the page by the switch, and says so above every view', async () => {
    await openReplay({ 'set-routing': (asked) => asked });
    const route = panel.getByRole('switch', { name: 'Route this page to the mock' });
    expect(route.getAttribute('aria-checked')).toBe('false');
    await panel.user.click(route);
    await act(() => panel.panel.delivered());
    expect(route.getAttribute('aria-checked')).toBe('true');
    expect(panel.getByText(/is not talking to the real API/)).toBeTruthy();
    await panel.openTab('Overview');
    expect(panel.getByText('Mock')).toBeTruthy();
  });

  it('takes the address of a mock server on Enter or when one goes on, and no text that is none', async () => {
    await openReplay({ 'set-routing': (asked) => asked });
    expect(panel.queryByText(/^Scenario, clock and ledger are those of the bundled mock/)).toBeNull();
    await panel.user.selectOptions(panel.getByRole('combobox', { name: 'Answered by' }), 'server');
    expect(panel.getByText(/^Scenario, clock and ledger are those of the bundled mock/)).toBeTruthy();
    const address = panel.getByRole('textbox', { name: 'Mock server for routing' });
    expect(address).toHaveProperty('value', 'http://localhost:1337');
    const type = async (text: string) => {
      await panel.user.clear(address);
      await panel.user.type(address, text);
    };
    await type('localhost:4100{Enter}');
    expect(panel.getByRole('alert').textContent).toContain('“localhost:4100” is not the address of a server');
    await type('http://localhost:4100{Enter}');
    expect(document.activeElement).toBe(address);
    expect(panel.queryByRole('alert')).toBeNull();
    await click('Route this page to the mock', 'switch');
    await type('http://localhost:4200');
    await panel.user.tab();
    await act(() => panel.panel.delivered());
    expect(panel.panel.asked('set-routing')).toMatchObject([
      { params: { target: { kind: 'server', url: 'http://localhost:4100' } } },
      { params: { target: { kind: 'server', url: 'http://localhost:4200' } } },
    ]);
  });

  it('says what the stand-in speaks by itself, and lets the user choose and go back', async () => {
    await openReplay({ 'set-routing': (asked) => asked });
    const picker = panel.getByRole('combobox', { name: 'Stand-in speaks' });
    expect(picker).toHaveProperty('value', 'automatic');
    expect(within(picker).getByRole('option', { name: /^automatic: v1, seen on this site$/ })).toBeTruthy();
    await panel.user.selectOptions(picker, 'v2');
    expect(picker).toHaveProperty('value', 'v2');
    await panel.user.selectOptions(picker, 'automatic');
    expect(picker).toHaveProperty('value', 'automatic');
  });

  it('sends the last request again and sets the answers side by side', async () => {
    await openReplay();
    await click('Replay');
    const diff = panel.getByRole('region', { name: 'Original and replay' });
    expect(diff.textContent).toContain('Original 200');
    expect(diff.textContent).toContain('Replay 404, 9 ms, mock');
    expect(await faults()).toEqual([]);
  });

  it('says where the body that the page got was not seen', async () => {
    panel = await renderPanel(
      [
        navigationRecord(),
        requestRecord({ body: jsonBody({ a: 1 }) }),
        responseRecord({ headers: [], body: { kind: 'unavailable', reason: 'The page went away' } }),
      ],
      { answers: { replay: () => ({ ...REFUSED, status: 200 }) } },
    );
    await panel.openTab('Replay');
    await click('Replay');
    const diff = panel.getByRole('region', { name: 'Response difference' });
    expect(diff.textContent).toContain('Status and headers are the same. The body that the page got was not seen.');
    expect(diff.textContent).not.toContain('is new');
  });

  it('checks what is typed, and sends only what is sound', async () => {
    await openReplay();
    await click('Edit and replay');
    const body = panel.getByRole('textbox', { name: 'Body' });
    await panel.user.clear(body);
    await panel.user.type(body, '{{"a":');
    expect(body.getAttribute('aria-invalid')).toBe('true');
    expect(panel.getByRole('button', { name: 'Send to mock' })).toHaveProperty('disabled', true);
    await panel.user.type(body, '1}');
    expect(body.getAttribute('aria-invalid')).toBe('false');
    await click('Send to mock');
    expect(panel.panel.asked('replay')).toMatchObject([{ params: { request: { body: '{"a":1}' } } }]);
    expect(await faults()).toEqual([]);
  });

  it('goes on in the editor where it was asked for, and keeps a command that cannot be read', async () => {
    await openReplay();
    const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
    await click('Edit and replay');
    const body = panel.getByRole('textbox', { name: 'Body' });
    expect(document.activeElement).toBe(body);
    await panel.user.type(body, ' ');
    await click('Undo edits');
    expect(focused()).toBe('Method');
    expect(panel.getByRole('textbox', { name: 'Body' })).toBe(body);
    await click('Paste cURL');
    const command = panel.getByRole('textbox', { name: 'cURL command' });
    await panel.user.type(command, 'wget https://example.org');
    await click('Use this command');
    expect(panel.getByRole('alert').textContent).toContain('This is not a cURL command');
    expect(command).toHaveProperty('value', 'wget https://example.org');
  });

  it('asks, naming the host, before anything goes to the live API', async () => {
    await openReplay();
    await panel.user.selectOptions(panel.getByRole('combobox', { name: 'Target' }), 'live');
    await click('Replay');
    const question = panel.getByRole('alertdialog').textContent;
    expect(question).toContain('Send 1 request to api.affitor.com? This is not the bundled mock: clicks');
    expect(panel.panel.asked('replay')).toEqual([]);
    expect(await faults()).toEqual([]);
    await click('Do not send');
    expect(document.activeElement?.textContent).toBe('Replay');
    await click('Replay');
    await click('Send to api.affitor.com');
    expect(panel.panel.asked('replay')).toHaveLength(1);
  });

  it('sends several that are ticked, in their original order, and those alone', async () => {
    await openReplay();
    await click('Select several');
    const list = panel.getByRole('region', { name: 'Requests to replay' });
    const boxes = () => within(list).getAllByRole('checkbox');
    await click('Select all shown');
    expect(boxes().every((box) => box.matches(':checked'))).toBe(true);
    expect(list.textContent).toContain(`${boxes().length} requests selected`);
    expect(await faults()).toEqual([]);
    await panel.user.click(boxes()[0] as HTMLElement);
    await panel.user.click(panel.getByRole('button', { name: 'Replay selected' }));
    await panel.user.click(panel.getByRole('menuitem', { name: /as fast as possible$/ }));
    await act(() => panel.panel.delivered());
    expect(panel.panel.asked('replay')).toHaveLength(boxes().length - 1);
    await click('Select none');
    expect(boxes().some((box) => box.matches(':checked'))).toBe(false);
    expect(document.activeElement?.textContent).toBe('Select none');
  });

  it('asks what to do where the page that is to send is routed to the mock', async () => {
    await openReplay({ 'set-routing': (asked) => asked });
    await panel.user.click(panel.getByRole('switch', { name: 'Route this page to the mock' }));
    await act(() => panel.panel.delivered());
    await panel.user.selectOptions(panel.getByRole('combobox', { name: 'Target' }), 'page');
    await click('Replay');
    expect(panel.getByRole('alertdialog').textContent).toContain('the leak guard would cut off');
    expect(document.activeElement?.textContent).toBe('Do not send');
    expect(await faults()).toEqual([]);
    await click('Answer from the mock');
    expect(panel.panel.asked('replay')).toMatchObject([{ params: { target: { kind: 'mock' } } }]);
  });

  it('shows what the mock keeps, table by table', async () => {
    const state = aMockState();
    const test = { id: 7, at: 1, program_id: 42, event_type: 'lead', step_id: 'lead', dialect: 'v1' as const };
    await openReplay({ 'mock-state': () => ({ ...state, ledger: { ...state.ledger, test_events: [test] } }) });
    for (const name of ['customers', 'clicks', 'leads', 'sales', 'commissions', 'test events']) {
      await panel.user.click(panel.getByRole('tab', { name: `Ledger ${name}` }));
    }
    expect(within(panel.getByRole('table', { name: 'Test events' })).getAllByRole('row')).toHaveLength(2);
    const ledger = within(panel.getByRole('region', { name: 'Mock ledger' }));
    await panel.user.click(ledger.getByRole('button', { name: 'Reset mock data' }));
    expect(panel.panel.asked('mock-reset')).toHaveLength(1);
  });
});
