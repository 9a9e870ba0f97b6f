import { afterEach, describe, expect, it } from 'vitest';
import type { Check } from '@/lib/expectations/expectations';
import { expectationsOf, expectationsText } from '@/lib/expectations/expectations-file';
import { checkResultsOf, checksOf } from '@/lib/store/check-results';
import { QUIET_MS, UNDO_MS } from '@/lib/store/recording-slice';
import { aTestSignup } from '@/test/components/support/journeys';
import { aPanel, memoryStorage, type TestPanel } from '@/test/lib/store/support';

let panels: TestPanel[] = [];
afterEach(() => {
  for (const panel of panels) panel.close();
  panels = [];
});

async function open(options: Parameters<typeof aPanel>[0] = {}, pageUrl?: string) {
  const panel = aPanel(options);
  panels.push(panel);
  await panel.greet(pageUrl === undefined ? {} : { pageUrl });
  return panel;
}

const aCheck = (overrides: Partial<Check> = {}): Check => ({
  id: 'one-lead',
  title: 'One lead',
  expect: { count: { of: { event: 'lead' }, exactly: 1 } },
  ...overrides,
});

const statesOf = ({ store }: TestPanel) => checkResultsOf(store.getState()).map(({ id, state }) => `${id}: ${state}`);

describe('checks of a site', () => {
  it('are held against the recording as it grows', async () => {
    const panel = await open();
    panel.store.getState().saveCheck(aCheck({ expect: { count: { of: { event: 'click' }, exactly: 1 } } }));
    expect(statesOf(panel)).toEqual(['one-lead: not-yet']);
    await panel.showRecords(aTestSignup());
    panel.clock.advance(QUIET_MS);
    expect(statesOf(panel)).toEqual(['one-lead: pass']);
  });

  it('are there again in the next panel, for the site and its subdomains only', async () => {
    const storage = memoryStorage();
    (await open({ storage })).store.getState().saveCheck(aCheck());
    const subdomain = await open({ storage }, 'https://app.example.com/welcome');
    const elsewhere = await open({ storage }, 'https://shop.example.net/');
    expect(checksOf(subdomain.store.getState())).toEqual([aCheck()]);
    expect(checksOf(elsewhere.store.getState())).toEqual([]);
  });

  it('say so when the browser does not keep them, and hold all the same', async () => {
    const storage = {
      ...memoryStorage(),
      setItem: () => {
        throw new Error('full');
      },
    };
    const { store } = await open({ storage });
    store.getState().saveCheck(aCheck());
    expect(store.getState().checksRefused).toMatch(/no room .*export them/);
    expect(checksOf(store.getState())).toHaveLength(1);
  });

  it('come from a template once, however often it is added', async () => {
    const { store } = await open();
    store.getState().addTemplate('v1-signup-flow');
    const { length } = checksOf(store.getState());
    store.getState().addTemplate('v1-signup-flow');
    expect(length).toBeGreaterThan(3);
    expect(checksOf(store.getState())).toHaveLength(length);
  });

  it('come from an event', async () => {
    const panel = await open();
    await panel.showRecords(aTestSignup());
    const { store } = panel;
    const call = store.getState().live.timeline.entries.find((entry) => entry.kind === 'call');
    expect(store.getState().addCheckFromEntry(call?.id ?? '')).toBe(true);
    expect(store.getState().tab).toBe('Checks');
    expect(checksOf(store.getState())[0]?.title).toMatch(/lead with email, user_id, name/);
  });

  it('can be brought back for a while after they were removed', async () => {
    const { store, clock } = await open();
    store.getState().saveCheck(aCheck());
    store.getState().removeCheck('one-lead', 'The check was removed');
    expect(checksOf(store.getState())).toEqual([]);
    store.getState().takeUndo();
    expect(checksOf(store.getState())).toEqual([aCheck()]);
    store.getState().removeCheck('one-lead', 'The check was removed');
    clock.advance(UNDO_MS);
    expect(store.getState().undoOffer).toBeUndefined();
  });

  it('keep their place when they are edited, and a free id', async () => {
    const { store } = await open();
    const { saveCheck } = store.getState();
    saveCheck(aCheck());
    saveCheck(aCheck({ title: 'Another' }));
    saveCheck(aCheck({ title: 'Edited' }), 'one-lead');
    expect(checksOf(store.getState()).map(({ id, title }) => [id, title])).toEqual([
      ['one-lead', 'Edited'],
      ['one-lead-2', 'Another'],
    ]);
  });

  it('go out as a file and come in from it', async () => {
    const { store, downloads } = await open();
    store.getState().saveCheck(aCheck());
    store.getState().exportChecks();
    const [file] = downloads;
    expect(file?.fileName).toBe('example.com.checks.json');
    const other = await open({}, 'https://other.example.org/');
    other.store.getState().importChecks(file?.fileName ?? '', file?.text ?? '');
    expect(checksOf(other.store.getState())).toEqual([aCheck()]);
  });

  it('refuse a broken file with the place, and stay as they are', async () => {
    const { store } = await open();
    store.getState().saveCheck(aCheck());
    const broken = expectationsText(expectationsOf([aCheck()])).replace('exactly', 'exact');
    store.getState().importChecks('mine.json', broken);
    expect(store.getState().checksRefused).toMatch(/mine\.json was not imported\..*checks\.0\.expect/);
    expect(checksOf(store.getState())).toEqual([aCheck()]);
  });

  it('with a time come due without another event', async () => {
    const panel = await open();
    const soon = { within: { from: { event: 'click' as const }, to: { event: 'sale' as const }, ms: 5000 } };
    panel.store.getState().saveCheck(aCheck({ expect: soon }));
    await panel.showRecords(aTestSignup());
    panel.clock.advance(QUIET_MS);
    expect(statesOf(panel)).toEqual(['one-lead: not-yet']);
    const stop = panel.store.getState().watchChecks();
    for (let second = 0; second < 10; second += 1) panel.clock.advance(1000);
    stop();
    expect(statesOf(panel)).toEqual(['one-lead: fail']);
  });

  it.each(['html', 'markdown', 'junit', 'json'] as const)('are told in a report: %s', async (format) => {
    const { store, downloads } = await open();
    store.getState().saveCheck(aCheck({ title: 'Exactly one <lead>' }));
    store.getState().exportReport(format);
    const [file] = downloads;
    expect(file?.fileName).toMatch(/^example\.com\.report\.(?:html|md|xml|json)$/);
    expect(file?.text).toMatch(/Exactly one/);
    if (format === 'html' || format === 'junit') expect(file?.text).not.toContain('<lead>');
  });
});
