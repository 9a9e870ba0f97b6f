import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { Popup, type PopupState } from '@/components/popup/Popup';
import type { AskSiteTest } from '@/components/popup/PopupSiteTest';
import type { Glance } from '@/lib/model/glance';
import type { SiteTestAsk, SiteTestPlan, SiteTestView } from '@/lib/model/site-test';
import { firstSteps } from '@/lib/site-test/steps';

afterEach(cleanup);

const glance: Glance = {
  value: 'test-only',
  state: 'Test only',
  cause: 'debug is on, so leads are tests',
  nextStep: 'Turn debug off.',
  facts: [
    { name: 'Click', tone: 'ok', text: 'recorded, Partner maya-reviews' },
    { name: 'Lead', tone: 'warn', text: 'kept as a test' },
    { name: 'Tracker', tone: 'ok', text: 'v1, program 42' },
  ],
  findings: { error: 1, warning: 2, info: 4 },
};

function show(state: PopupState, isMac = false, askSiteTest?: AskSiteTest) {
  const asked: string[] = [];
  const { container } = render(
    <Popup
      state={state}
      isMac={isMac}
      askSiteTest={askSiteTest}
      onDemo={() => asked.push('demo')}
      onOptions={() => asked.push('options')}
      onGrant={() => asked.push('grant')}
    />,
  );
  return { asked, container };
}

describe('the popup', () => {
  it('tells the verdict in one line, three facts and the number of findings', async () => {
    const { container } = show({ kind: 'verdict', glance });
    const verdict = screen.getByRole('status', { name: 'Verdict' });
    expect(verdict.dataset.verdict).toBe('test-only');
    expect(verdict.textContent).toContain('Test only — debug is on, so leads are tests');
    // A colour says nothing by itself.
    expect(verdict.querySelector('svg')).toBeTruthy();
    const facts = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(facts).toContain('Findings1 error, 2 warnings');
    expect(facts.slice(0, 3).join()).toMatch(/Click.*Lead.*Tracker/);
    expect((await axe.run(container, { rules: { region: { enabled: false } } })).violations).toEqual([]);
  });

  it.each([
    ['unsupported-page', 'cannot be inspected'],
    ['no-permission', 'No access'],
    ['recording-off', 'Recording is off'],
    ['no-tracker', 'No Affitor tracker'],
  ] as const)('says why there is no verdict: %s', (kind, part) => {
    show({ kind });
    expect(screen.getByRole('status').textContent).toContain(part);
  });

  it('names the keys of the system it is on', () => {
    show({ kind: 'no-tracker' });
    expect(screen.getByText('F12')).toBeTruthy();
    cleanup();
    show({ kind: 'no-tracker' }, true);
    expect(screen.getByText('⌘')).toBeTruthy();
  });

  it('leads to the options, and to the grant where access is held back', async () => {
    const { asked } = show({ kind: 'no-permission' });
    await userEvent.click(screen.getByRole('button', { name: 'Options' }));
    await userEvent.click(screen.getByRole('button', { name: 'Grant access' }));
    expect(asked).toEqual(['options', 'grant']);
  });
});

describe('testing the site from the popup', () => {
  const plan: SiteTestPlan = { pageUrl: 'https://shop.example.com/', parameter: 'aff', code: 'abc123', routed: true };
  const idle: SiteTestView = { state: 'idle', proposal: { plan, mock: { links: [], programIds: [] } } };
  const running: SiteTestView = { state: 'running', plan, landingUrl: plan.pageUrl, steps: firstSteps() };

  it('starts the same test, and can cancel it', async () => {
    const asked: SiteTestAsk[] = [];
    const { container } = show({ kind: 'no-tracker' }, false, async (ask) => {
      asked.push(ask);
      return ask.action === 'start' ? running : idle;
    });
    await userEvent.click(screen.getByRole('button', { name: 'Test this site' }));
    expect(await screen.findByRole('combobox', { name: 'Link parameter' })).toHaveProperty('value', 'aff');
    expect((await axe.run(container, { rules: { region: { enabled: false } } })).violations).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Start test' }));
    expect(await screen.findByRole('list', { name: 'Test steps' })).toBeTruthy();
    // Whoever works by keyboard goes on with what took the button's place.
    expect(document.activeElement?.textContent).toBe('Finish test');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel test' }));
    expect(await screen.findByRole('combobox', { name: 'Link parameter' })).toBe(document.activeElement);
    expect(asked.filter(({ action }) => action !== 'peek')).toEqual([
      { action: 'look' },
      { action: 'start', plan },
      { action: 'cancel' },
    ]);
  });

  it('shows the test that runs already, as it goes on', async () => {
    const passed = { ...running, steps: running.steps.map((step) => ({ ...step, text: 'It is there' })) };
    let view: SiteTestView = running;
    show({ kind: 'verdict', glance }, false, async () => view);
    expect(await screen.findByRole('list', { name: 'Test steps' })).toBeTruthy();
    view = passed;
    expect(await screen.findAllByText('It is there', {}, { timeout: 10_000 })).toHaveLength(6);
  });

  it('says why a test was not started', async () => {
    show({ kind: 'no-tracker' }, false, async ({ action }) => {
      if (action === 'start') throw new Error('Recording is off.');
      return idle;
    });
    await userEvent.click(screen.getByRole('button', { name: 'Test this site' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Start test' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Recording is off.');
  });

  it('is where the keyboard goes on once its form is closed', async () => {
    show({ kind: 'no-tracker' }, false, async () => idle);
    await userEvent.click(await screen.findByRole('button', { name: 'Test this site' }));
    (await screen.findByRole('button', { name: 'Close' })).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Test this site'));
  });

  it('is not offered where nothing could be tested', () => {
    show({ kind: 'unsupported-page' }, false, async () => idle);
    expect(screen.queryByRole('button', { name: 'Test this site' })).toBeNull();
  });
});
