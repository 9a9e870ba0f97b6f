import { describe, expect, it, vi } from 'vitest';
import {
  callRecord,
  cookieRecord,
  globalRecord,
  navigationRecord,
  resetRecords,
  scriptRecord,
} from '@/test/fixtures/records';
import { aBrowser, aCookieRecord, aPlan, aVisit, SHOP } from './support';

const testMade = aCookieRecord({ value: 'cust_42_999' });
const before = [aCookieRecord()];

async function begun(options: Parameters<typeof aBrowser>[0] = {}, plan = aPlan()) {
  const browser = aBrowser(options);
  const background = browser.background();
  await background.tests.ask(1, { action: 'start', plan });
  browser.put(testMade);
  return { browser, background };
}

describe('a site test', () => {
  it('proposes a plan before it is started', async () => {
    const { tests } = aBrowser().background();
    expect(await tests.ask(1, { action: 'look' })).toMatchObject({
      state: 'idle',
      proposal: { plan: { pageUrl: SHOP } },
    });
  });

  it('writes the cookies down before it deletes any, then routes, then opens the landing page', async () => {
    const { browser } = await begun();
    expect(browser.done).toEqual([
      'keep preparing',
      'remove customer_code',
      'route',
      `open ${SHOP}?ref=PARTNER123`,
      'keep running',
    ]);
  });

  it('tells each step as it passes, and ends by itself once the lead was answered', async () => {
    const { browser, background } = await begun();
    const { landing, signup } = aVisit();
    await background.hear(landing);
    const running = await background.tests.ask(1, { action: 'look' });
    expect(running).toMatchObject({ state: 'running' });
    // The test speaks for itself, and chooses for nobody.
    expect(browser.routing()).toMatchObject({ on: true, choice: 'automatic', dialect: 'v1' });
    const states = running.state === 'running' && running.steps.map(({ name, state }) => `${name} ${state}`);
    expect(states).toEqual([
      'script passed',
      'click passed',
      'cookie passed',
      'queue waiting',
      'lead waiting',
      'response waiting',
    ]);
    await background.hear(signup);
    await background.pass(2000);
    const ended = background.views.at(-1);
    expect(ended).toMatchObject({
      state: 'ended',
      result: { how: 'finished', verdict: { value: 'attributed' }, cookies: { restored: 1, failed: [] } },
    });
    expect(ended?.state === 'ended' && ended.result.steps.every(({ state }) => state === 'passed')).toBe(true);
    expect(browser.jar()).toEqual(before);
    expect(browser.routing()).toEqual({ on: false });
    expect(browser.stored()).toEqual([]);
  });

  it('is judged by what was chosen for the site', async () => {
    const reportOf = async (production: boolean) => {
      const { browser, background } = await begun();
      browser.judgedAs.set(`${SHOP}?ref=PARTNER123`, production);
      await background.hear([scriptRecord({ attributes: { 'data-affitor-debug': 'true' } })]);
      const view = await background.tests.ask(1, { action: 'finish' });
      return view.state === 'ended' ? view.result.report : '';
    };
    expect(await reportOf(true)).toContain('Debug is on');
    expect(await reportOf(false)).not.toContain('Debug is on');
  });

  it('takes the cookies that it set aside for nothing that went wrong on the site', async () => {
    const { background } = await begun();
    resetRecords();
    await background.hear([
      cookieRecord({ phase: 'removed', author: { kind: 'extension' } }),
      navigationRecord({ url: SHOP, documentUrl: SHOP }),
      scriptRecord({ documentUrl: SHOP, phase: 'loaded' }),
      globalRecord({ documentUrl: SHOP, state: { customerCode: null, programId: '29', debugMode: false } }),
      callRecord({ documentUrl: SHOP, args: [{ email: 'ada@example.org', user_id: 'u_8142' }] }),
      callRecord({ documentUrl: SHOP, phase: 'returned' }),
    ]);
    const view = await background.tests.ask(1, { action: 'finish' });
    expect(view).toMatchObject({ state: 'ended', result: { verdict: { value: 'lost' } } });
    expect(view.state === 'ended' && view.result.report).not.toContain('through this panel');
  });

  it('ends with what was seen when asked to, as for a signup on the site’s server', async () => {
    const { browser, background } = await begun();
    await background.hear(aVisit().landing);
    const view = await background.tests.ask(1, { action: 'finish' });
    expect(view).toMatchObject({ state: 'ended', result: { how: 'finished' } });
    expect(view.state === 'ended' && view.result.steps.find(({ name }) => name === 'lead')?.state).toBe('failed');
    expect(browser.jar()).toEqual(before);
    expect(browser.done).not.toContain('quieten');
  });

  it('stops a page that has not made its click when it is ended', async () => {
    const { browser, background } = await begun();
    await background.tests.ask(1, { action: 'finish' });
    expect(browser.done.slice(-4)).toEqual(['quieten', 'set customer_code', 'unroute', 'drop']);
  });

  it('puts the cookies back when it is cancelled, and shows the form again when put away', async () => {
    const { browser, background } = await begun();
    const view = await background.tests.ask(1, { action: 'cancel' });
    expect(view).toMatchObject({ state: 'ended', result: { how: 'cancelled', cookies: { restored: 1 } } });
    // Else what is still coming would go to the real API.
    expect(browser.done.slice(-4)).toEqual(['quieten', 'set customer_code', 'unroute', 'drop']);
    expect(browser.jar()).toEqual(before);
    expect(await background.tests.ask(1, { action: 'dismiss' })).toMatchObject({ state: 'idle' });
  });

  it('puts the cookies back when its tab is closed', async () => {
    const { browser, background } = await begun();
    browser.closeTab();
    await background.tests.tabClosed(1);
    expect(browser.jar()).toEqual(before);
    expect(browser.stored()).toEqual([]);
  });

  it('takes the cookies of the test away where there were none before', async () => {
    const { browser, background } = await begun({ cookies: [] });
    await background.tests.ask(1, { action: 'cancel' });
    expect(browser.jar()).toEqual([]);
  });

  it('leaves cookies of other sites and of other names alone', async () => {
    const others = [aCookieRecord({ domain: 'other.example' }), aCookieRecord({ name: 'session' })];
    const { browser, background } = await begun({ cookies: others });
    await background.tests.ask(1, { action: 'cancel' });
    expect(browser.jar()).toEqual(others);
  });

  it('goes on after the background was stopped', async () => {
    const { browser } = await begun();
    const next = browser.background();
    await next.tests.ready;
    const { landing, signup } = aVisit();
    await next.hear([...landing, ...signup]);
    await next.pass(2000);
    expect(next.views.at(-1)).toMatchObject({ state: 'ended', result: { how: 'finished' } });
    expect(browser.jar()).toEqual(before);
  });

  it('still shows its result after the background was stopped', async () => {
    const { browser, background } = await begun();
    await background.tests.ask(1, { action: 'cancel' });
    expect(await browser.background().tests.ask(1, { action: 'look' })).toMatchObject({ state: 'ended' });
  });

  it('puts the cookies back when the background was stopped before the page was opened', async () => {
    const browser = aBrowser();
    const { tests } = browser.background();
    browser.state.hangs = true;
    void tests.ask(1, { action: 'start', plan: aPlan() });
    await vi.waitFor(() => expect(browser.done.at(-1)).toBe('hang'));
    expect(browser.jar()).toEqual([]);
    const next = browser.background();
    await next.tests.ready;
    expect(browser.jar()).toEqual(before);
    expect(await next.tests.ask(1, { action: 'look' })).toMatchObject({ result: { how: 'interrupted' } });
  });

  it('puts the cookies back when the page cannot be opened', async () => {
    const browser = aBrowser();
    browser.state.isUnreachable = true;
    const { tests } = browser.background();
    await expect(tests.ask(1, { action: 'start', plan: aPlan() })).rejects.toThrow('could not be opened');
    expect(browser.jar()).toEqual(before);
    expect(browser.routing()).toEqual({ on: false });
    expect(browser.stored()).toEqual([]);
  });

  it('puts the cookies back at once when the browser has crashed, whatever tab has the number now', async () => {
    const { browser } = await begun();
    browser.crash();
    const next = browser.background();
    await next.tests.ready;
    expect(browser.jar()).toEqual(before);
    expect(browser.stored()).toEqual([]);
    expect(await next.tests.ask(1, { action: 'look' })).toMatchObject({ state: 'idle' });
  });

  it('puts the cookies back when the tab was closed while no background was there', async () => {
    const { browser } = await begun();
    browser.closeTab();
    await browser.background().tests.ready;
    expect(browser.jar()).toEqual(before);
  });

  it('tells which cookie the browser did not take back', async () => {
    const { browser, background } = await begun();
    browser.state.refuses.add('customer_code');
    const view = await background.tests.ask(1, { action: 'cancel' });
    expect(view).toMatchObject({
      result: { cookies: { restored: 0, failed: [{ name: 'customer_code', reason: 'No cookies for this site.' }] } },
    });
  });

  it('goes on where putting back failed, so that it can be ended again', async () => {
    const { browser, background } = await begun();
    browser.state.isLocked = true;
    await expect(background.tests.ask(1, { action: 'cancel' })).rejects.toThrow('locked');
    expect(await background.tests.ask(1, { action: 'look' })).toMatchObject({ state: 'running' });
    browser.state.isLocked = false;
    await background.tests.ask(1, { action: 'cancel' });
    expect(browser.jar()).toEqual(before);
  });

  it('tries again by itself where putting back failed at its end', async () => {
    const { browser, background } = await begun();
    const { landing, signup } = aVisit();
    browser.state.isLocked = true;
    await background.hear([...landing, ...signup]);
    await background.pass(2000);
    expect(background.views.at(-1)).toMatchObject({ state: 'running' });
    browser.state.isLocked = false;
    await background.pass(250);
    await background.pass(2000);
    expect(background.views.at(-1)).toMatchObject({ state: 'ended' });
    expect(browser.jar()).toEqual(before);
  });

  it('leaves the tab live when asked to, and routes it again afterwards if it was', async () => {
    const browser = aBrowser();
    const { tests } = browser.background();
    await tests.ask(1, { action: 'start', plan: aPlan() });
    await tests.ask(1, { action: 'cancel' });
    await tests.ask(1, { action: 'start', plan: aPlan({ routed: false }) });
    expect(browser.routing()).toEqual({ on: false });
    expect(browser.done.filter((what) => what === 'route')).toHaveLength(1);
  });

  it('is refused where one runs already, in the tab or on the site', async () => {
    const { browser, background } = await begun();
    browser.openTab(2);
    const again = (tabId: number) => background.tests.ask(tabId, { action: 'start', plan: aPlan() });
    await expect(again(1)).rejects.toThrow('in this tab already');
    await expect(again(2)).rejects.toThrow('Another tab tests example.com');
  });

  it('is refused while nothing is recorded, and then changes nothing', async () => {
    const browser = aBrowser();
    browser.stopRecording();
    const { tests } = browser.background();
    await expect(tests.ask(1, { action: 'start', plan: aPlan() })).rejects.toThrow('Recording is off');
    expect(browser.done).toEqual([]);
  });
});
