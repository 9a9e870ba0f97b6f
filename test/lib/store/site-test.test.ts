import { afterEach, describe, expect, it } from 'vitest';
import type { SiteTestPlan, SiteTestView } from '@/lib/model/site-test';
import { firstSteps } from '@/lib/site-test/steps';
import { type Answers, aPanel, PAGE, type TestPanel } from './support';

const plan: SiteTestPlan = { pageUrl: PAGE, parameter: 'ref', code: 'PARTNER123', routed: true };
const idle: SiteTestView = { state: 'idle', proposal: { plan, mock: { links: [], programIds: [] } } };
const running: SiteTestView = { state: 'running', plan, landingUrl: `${PAGE}?ref=PARTNER123`, steps: firstSteps() };

let panel: TestPanel;
afterEach(() => panel.close());

async function opened(answers: Answers = {}): Promise<TestPanel> {
  panel = aPanel({ answers });
  await panel.greet();
  return panel;
}

describe('a test of the site in the panel', () => {
  it('is asked for once when the panel has connected, and shown where one runs already', async () => {
    await opened({ 'site-test': () => running });
    expect(panel.asked('site-test')).toEqual([expect.objectContaining({ params: { action: 'peek' } })]);
    expect(panel.store.getState().siteTest).toEqual(running);
  });

  it('is planned with what the background proposes, then started', async () => {
    const answers = { look: idle, peek: { state: 'idle' }, start: running };
    await opened({ 'site-test': (params) => answers[(params as { action: keyof typeof answers }).action] });
    await panel.store.getState().planSiteTest();
    expect(panel.store.getState()).toMatchObject({ isPlanningSiteTest: true, siteTest: idle });
    await panel.store.getState().startSiteTest(plan);
    expect(panel.asked('site-test').at(-1)).toMatchObject({ params: { action: 'start', plan } });
    expect(panel.store.getState()).toMatchObject({ isPlanningSiteTest: false, siteTest: running });
  });

  it('follows what the background tells, also of a test that the popup started', async () => {
    await opened();
    await panel.store.getState().planSiteTest();
    await panel.send({ type: 'site-test', view: running });
    expect(panel.store.getState()).toMatchObject({ isPlanningSiteTest: false, siteTest: running });
  });

  it('says why it was not started, until it is put away', async () => {
    await opened({
      'site-test': (params) => {
        if ((params as { action: string }).action === 'start') throw new Error('Recording is off.');
        return { state: 'idle' };
      },
    });
    await panel.store.getState().startSiteTest(plan);
    expect(panel.store.getState().siteTestRefused).toBe('The test was not started: Recording is off.');
    await panel.store.getState().closeSiteTest();
    expect(panel.store.getState().siteTestRefused).toBeUndefined();
    expect(panel.asked('site-test').at(-1)).toMatchObject({ params: { action: 'dismiss' } });
  });
});
