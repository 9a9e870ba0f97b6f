import { act, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SiteTestAsk, SiteTestPlan, SiteTestResult, SiteTestView } from '@/lib/model/site-test';
import { firstSteps } from '@/lib/site-test/steps';
import { aTestSignup } from '@/test/components/support/journeys';
import { type RenderedPanel, renderPanel } from '@/test/components/support/render-panel';

const plan: SiteTestPlan = {
  pageUrl: 'https://shop.example.com/',
  parameter: 'ref',
  code: 'PARTNER123',
  routed: true,
  dialect: 'v1',
};
const mock = { links: [{ code: 'PARTNER123', programId: '42' }], programIds: ['42'] };
const idle: SiteTestView = { state: 'idle', proposal: { plan, seenCode: 'maya-reviews', mock } };
const withRecorded: SiteTestView = {
  state: 'idle',
  proposal: {
    plan,
    mock,
    recorded: { origin: 'https://shop.example.com', recordedAt: new Date(2026, 4, 12).getTime(), hasEmail: true },
  },
};
const running: SiteTestView = {
  state: 'running',
  plan,
  landingUrl: 'https://shop.example.com/?ref=PARTNER123',
  steps: firstSteps().map((step) => (step.name === 'script' ? { ...step, state: 'passed', text: 'It runs' } : step)),
};
const result: SiteTestResult = {
  how: 'finished',
  plan,
  steps: firstSteps().map((step) => ({ ...step, state: 'passed' })),
  verdict: { value: 'attributed', state: 'Working', cause: 'click and lead belong together', nextStep: '' },
  cookies: { restored: 2, failed: [] },
  report: '# Site test of shop.example.com\n',
};

let panel: RenderedPanel;
afterEach(() => panel.close());

/** Answers as the background would, and remembers what it was asked. */
async function opened(first: SiteTestView = { state: 'idle' }, look = idle) {
  const asked: SiteTestAsk[] = [];
  const answers: Record<SiteTestAsk['action'], SiteTestView> = {
    peek: first,
    look,
    start: running,
    finish: { state: 'ended', result },
    cancel: { state: 'ended', result: { ...result, how: 'cancelled' } },
    dismiss: { state: 'idle' },
    forget: idle,
  };
  panel = await renderPanel(aTestSignup(), {
    answers: {
      'site-test': (params) => {
        const ask = params as SiteTestAsk;
        asked.push(ask);
        return answers[ask.action];
      },
    },
  });
  await act(() => panel.panel.show());
  return { asked, last: () => asked.at(-1) };
}

const press = (name: string) => panel.user.click(panel.getByRole('button', { name }));
const stepOf = (name: string) =>
  within(panel.getByRole('list', { name: 'Test steps' }))
    .getAllByRole('listitem')
    .find((item) => item.dataset.step === name);

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(panel.getByRole('region', { name: 'Site test' }), {
    rules: { region: { enabled: false } },
  });
  return violations.map(({ id }) => id);
}

describe('testing the site from the overview', () => {
  it('asks for parameter, code and page, as proposed, and starts with what was chosen', async () => {
    const { last } = await opened();
    await press('Test this site');
    expect(panel.getByRole('combobox', { name: 'Link parameter' })).toHaveProperty('value', 'ref');
    expect(await faults()).toEqual([]);
    const page = panel.getByRole('textbox', { name: 'Landing page' });
    await panel.user.type(page, 'pricing');
    await press('Start test');
    expect(last()).toEqual({ action: 'start', plan: { ...plan, pageUrl: 'https://shop.example.com/pricing' } });
  });

  it('does not start without a partner code', async () => {
    const { last } = await opened();
    await press('Test this site');
    await panel.user.clear(panel.getByRole('textbox', { name: 'Partner code' }));
    expect(panel.getByRole('button', { name: 'Start test' })).toHaveProperty('disabled', true);
    expect(panel.getByText(/partner code is missing/)).toBeTruthy();
    expect(last()).toEqual({ action: 'look' });
  });

  it('warns that a live test is real, and takes the code the visitor came with', async () => {
    const { last } = await opened();
    await press('Test this site');
    const code = panel.getByRole('textbox', { name: 'Partner code' });
    await panel.user.clear(code);
    await panel.user.selectOptions(panel.getByRole('combobox', { name: 'Answered by' }), 'live');
    expect(code).toHaveProperty('value', 'maya-reviews');
    expect(panel.getByText(/is real: the click and the signup reach Affitor/)).toBeTruthy();
    await press('Start test');
    expect(last()).toEqual({ action: 'start', plan: { ...plan, routed: false, code: 'maya-reviews' } });
  });

  it('remembers how one signs up only where that is ticked', async () => {
    const { last } = await opened();
    await press('Test this site');
    const remember = panel.getByRole('checkbox', { name: 'Remember how I sign up' });
    expect(remember).toHaveProperty('checked', false);
    expect(panel.queryByRole('checkbox', { name: /by itself/ })).toBeNull();
    await panel.user.click(remember);
    expect(panel.getByText(/Passwords, card numbers and one-time codes never are/)).toBeTruthy();
    await press('Start test');
    expect(last()).toEqual({ action: 'start', plan: { ...plan, signup: { kind: 'by-hand', remember: true } } });
  });

  it('offers to sign up by itself where that was recorded, with a fresh address, and to forget it', async () => {
    const { last } = await opened({ state: 'idle' }, withRecorded);
    await press('Test this site');
    await panel.user.click(panel.getByRole('checkbox', { name: 'Sign up by itself, as recorded on 12 May' }));
    expect(panel.queryByRole('checkbox', { name: 'Remember how I sign up' })).toBeNull();
    await panel.user.click(panel.getByRole('checkbox', { name: 'With a fresh e-mail address, as in jo+mig2k4xc@…' }));
    expect(await faults()).toEqual([]);
    await press('Start test');
    expect(last()).toEqual({ action: 'start', plan: { ...plan, signup: { kind: 'recorded', freshEmail: true } } });
    await act(() => panel.panel.send({ type: 'site-test', view: withRecorded }));
    await press('Test this site');
    await press('Forget how I sign up');
    expect(last()).toEqual({ action: 'forget', origin: 'https://shop.example.com' });
    expect(panel.queryByRole('checkbox', { name: /by itself/ })).toBeNull();
  });

  it('offers no recording of another origin than the one to land on', async () => {
    await opened({ state: 'idle' }, withRecorded);
    await press('Test this site');
    await panel.user.click(panel.getByRole('checkbox', { name: /by itself/ }));
    const page = panel.getByRole('textbox', { name: 'Landing page' });
    await panel.user.clear(page);
    await panel.user.type(page, 'https://other.example.com/');
    expect(panel.queryByRole('checkbox', { name: /by itself/ })).toBeNull();
    expect(panel.getByRole('checkbox', { name: 'Remember how I sign up' })).toHaveProperty('checked', false);
  });

  it.each([
    [{ kind: 'recording', steps: 1 }, 'Remembers how you sign up: 1 step so far'],
    [{ kind: 'playing', field: 'Email', step: 2, of: 5 }, 'Filling in: Email (2 of 5)'],
    [{ kind: 'played', of: 5 }, 'Everything recorded was filled in'],
    [{ kind: 'stopped', text: 'Stopped at step 2 of 5.' }, 'Stopped at step 2 of 5.'],
  ] as const)('tells how far the signup is: %j', async (signup, words) => {
    await opened({ ...running, signup });
    expect(panel.getByRole('status', { name: 'Signup' }).textContent).toContain(words);
    expect(await faults()).toEqual([]);
  });

  it('shows each step as it stands, live', async () => {
    await opened(running);
    expect(panel.queryByRole('button', { name: 'Test this site' })).toBeNull();
    expect(stepOf('script')?.textContent).toContain('It runs');
    expect(stepOf('click')?.dataset.state).toBe('waiting');
    const further = running.steps.map((step) => ({ ...step, state: 'passed' }) as const);
    await act(() => panel.panel.send({ type: 'site-test', view: { ...running, steps: further } }));
    expect(stepOf('click')?.dataset.state).toBe('passed');
    expect(await faults()).toEqual([]);
  });

  it('is finished by hand, gives the verdict and a report to copy, and is put away', async () => {
    const { asked } = await opened(running);
    const copied = vi.spyOn(navigator.clipboard, 'writeText');
    await press('Finish test');
    expect(panel.getByRole('status', { name: 'Test verdict' }).textContent).toContain('Working');
    expect(panel.getByText(/2 tracker cookies put back/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await press('Copy report');
    expect(copied).toHaveBeenCalledWith(result.report);
    await press('Close test');
    expect(panel.queryByRole('region', { name: 'Site test' })).toBeNull();
    expect(asked.map(({ action }) => action)).toEqual(['peek', 'finish', 'dismiss']);
  });

  it('is cancelled', async () => {
    await opened(running);
    await press('Cancel test');
    expect(panel.getByText(/^Cancelled\./)).toBeTruthy();
  });
});
