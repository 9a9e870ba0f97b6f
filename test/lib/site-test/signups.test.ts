import { describe, expect, it } from 'vitest';
import { aBrowser, aPlan, aRecording, aStep, aVisit, emailStep, passwordStep, pressStep, SHOP } from './support';

const remembered = aPlan({ signup: { kind: 'by-hand', remember: true } });
const byItself = aPlan({ signup: { kind: 'recorded', freshEmail: false } });

async function begun(plan = remembered, browser = aBrowser()) {
  const background = browser.background();
  await background.tests.ask(1, { action: 'start', plan });
  const signup = async () => {
    const view = await background.tests.ask(1, { action: 'peek' });
    return view.state === 'running' ? view.signup : undefined;
  };
  return { browser, background, tests: background.tests, signup };
}

describe('a test whose signup is remembered', () => {
  it('records in each page that is loaded, counts the steps, and keeps them when it is finished', async () => {
    const { browser, background, tests, signup } = await begun();
    await tests.pageLoaded(1, 'https://login.example.org/authorize');
    expect(browser.done).not.toContain('record');
    await tests.pageLoaded(1, 'https://app.example.com/signup');
    expect(browser.done).toContain('record');
    await tests.hearSignup(1, [emailStep]);
    await tests.hearSignup(1, [passwordStep, pressStep]);
    expect(await signup()).toEqual({ kind: 'recording', steps: 3 });
    await background.hear([...aVisit().landing, ...aVisit().signup]);
    await background.pass(2000);
    expect(browser.recordings()).toMatchObject([
      { origin: 'https://shop.example.com', steps: [emailStep, passwordStep, pressStep] },
    ]);
    expect(browser.done).toContain('stop recording');
    await tests.ask(1, { action: 'dismiss' });
    expect(await tests.ask(1, { action: 'look' })).toMatchObject({
      proposal: { recorded: { origin: 'https://shop.example.com', hasEmail: true } },
    });
  });

  it('goes on after the background was stopped', async () => {
    const { browser, tests } = await begun();
    await tests.hearSignup(1, [emailStep]);
    const next = browser.background();
    await next.tests.hearSignup(1, [pressStep]);
    await next.tests.ask(1, { action: 'finish' });
    expect(browser.recordings()).toMatchObject([{ steps: [emailStep, pressStep] }]);
  });

  it('keeps nothing when it is cancelled, and leaves an earlier recording', async () => {
    const { browser, tests } = await begun();
    browser.keepRecording(aRecording());
    await tests.hearSignup(1, [pressStep]);
    await tests.ask(1, { action: 'cancel' });
    expect(browser.recordings()).toEqual([aRecording()]);
  });

  it('forgets what was recorded so far when all recordings are deleted', async () => {
    const { browser, background, tests, signup } = await begun();
    await tests.hearSignup(1, [emailStep]);
    await background.signups.forgetAll();
    expect(await signup()).toEqual({ kind: 'recording', steps: 0 });
    await tests.ask(1, { action: 'finish' });
    expect(browser.recordings()).toEqual([]);
  });
});

describe('a page whose signup nobody asked to remember', () => {
  it('is not recorded, and not heard', async () => {
    const { browser, tests } = await begun(aPlan());
    await tests.pageLoaded(1, SHOP);
    await tests.hearSignup(1, [emailStep]);
    await tests.hearSignup(2, [emailStep]);
    await tests.ask(1, { action: 'finish' });
    expect(browser.done).not.toContain('record');
    expect(browser.recordings()).toEqual([]);
  });
});

describe('a test that signs up by itself', () => {
  const withRecording = () => {
    const browser = aBrowser();
    browser.keepRecording(aRecording());
    return browser;
  };

  it('begins once the landing was heard of', async () => {
    const { browser, background, signup } = await begun(byItself, withRecording());
    await background.pass(1000);
    expect(browser.asked).toEqual([]);
    await background.hear(aVisit().landing);
    expect(browser.asked.map(({ step }) => step)).toEqual([emailStep]);
    expect(await signup()).toEqual({ kind: 'playing', field: 'E-mail', step: 1, of: 3 });
    await background.pass(200);
    await background.pass(200);
    await background.pass(200);
    expect(browser.asked.map(({ step }) => step)).toEqual([emailStep, passwordStep, pressStep]);
    expect(await signup()).toEqual({ kind: 'played', of: 3 });
  });

  it('begins also where no landing is heard of', async () => {
    const { browser, background } = await begun(byItself, withRecording());
    await background.pass(10_000);
    expect(browser.asked.map(({ step }) => step)).toEqual([emailStep]);
  });

  it('types nothing more once it is cancelled', async () => {
    const { browser, background, tests } = await begun(byItself, withRecording());
    await background.hear(aVisit().landing);
    await tests.ask(1, { action: 'cancel' });
    await background.pass(1000);
    await background.pass(10_000);
    expect(browser.asked).toHaveLength(1);
  });

  it('says why where the browser does not let it, and goes on waiting', async () => {
    const browser = withRecording();
    browser.answerWith(() => {
      throw new Error('The tab is locked.');
    });
    const { background, signup } = await begun(byItself, browser);
    await background.hear(aVisit().landing);
    expect(await signup()).toMatchObject({ kind: 'stopped', text: expect.stringContaining('(The tab is locked.)') });
  });

  it('is left to the person where the background was stopped meanwhile', async () => {
    const { browser, background } = await begun(byItself, withRecording());
    await background.hear(aVisit().landing);
    const { tests } = browser.background();
    expect(await tests.ask(1, { action: 'peek' })).toMatchObject({
      signup: { kind: 'stopped', text: expect.stringContaining('Sign up by hand') },
    });
  });

  it('is not started without a recording of that site', async () => {
    const { tests } = aBrowser().background();
    await expect(tests.ask(1, { action: 'start', plan: byItself })).rejects.toThrow('No signup is recorded');
  });

  it('is no longer proposed once its recording is forgotten', async () => {
    const { tests } = withRecording().background();
    const look = await tests.ask(1, { action: 'look' });
    expect(look).toMatchObject({ proposal: { recorded: { recordedAt: aRecording().recordedAt } } });
    const after = await tests.ask(1, { action: 'forget', origin: 'https://shop.example.com' });
    expect(after.state === 'idle' && after.proposal?.recorded).toBeUndefined();
    expect(after).toMatchObject({ state: 'idle', proposal: {} });
  });

  it('takes no step into account that was recorded for another site', async () => {
    const browser = aBrowser();
    browser.keepRecording(aRecording({ steps: [aStep({ kind: 'tick', isOn: true }, {}, 'https://evil.example/')] }));
    const look = await browser.background().tests.ask(1, { action: 'look' });
    expect(look.state === 'idle' && look.proposal?.recorded).toBeUndefined();
  });
});
