import { afterEach, describe, expect, it } from 'vitest';
import { readSession } from '@/lib/session/session-file';
import { judgedAsOf, judgeOptionsOfView } from '@/lib/store/selectors';
import { navigationRecord } from '@/test/fixtures/records';
import { aPanel, PAGE, type TestPanel } from '@/test/lib/store/support';

let panel: TestPanel;
afterEach(() => panel.close());

const HOST = new URL(PAGE).hostname;

async function opened(pageUrl = PAGE) {
  panel = aPanel();
  await panel.greet({ pageUrl });
  await panel.showRecords([navigationRecord()]);
  return panel.store;
}

describe('whether a host is production', () => {
  it('is for its address to tell, unless the user says it', async () => {
    const store = await opened();
    expect(judgedAsOf(store.getState())).toEqual({ host: HOST, byAddress: 'production' });
    expect(judgeOptionsOfView(store.getState())).not.toHaveProperty('production');
    store.getState().setProduction(HOST, false);
    expect(judgedAsOf(store.getState())).toEqual({ host: HOST, byAddress: 'production', chosen: 'test' });
    expect(judgeOptionsOfView(store.getState())).toMatchObject({ production: false });
    store.getState().setProduction(HOST, undefined);
    expect(judgeOptionsOfView(store.getState())).not.toHaveProperty('production');
  });

  it('is kept for everybody, until it is taken back', async () => {
    const store = await opened();
    store.getState().setProduction(HOST, false);
    expect(panel.judgedAs).toEqual(new Map([[HOST, false]]));
    store.getState().setProduction(HOST, undefined);
    expect(panel.judgedAs).toEqual(new Map([[HOST, undefined]]));
  });

  it('is heard of when another panel says it', async () => {
    const store = await opened();
    store.getState().hearJudgedAs({ [HOST]: false });
    expect(judgeOptionsOfView(store.getState())).toMatchObject({ production: false });
    store.getState().hearJudgedAs({});
    expect(judgeOptionsOfView(store.getState())).not.toHaveProperty('production');
  });

  it('is said of one host and no other', async () => {
    const store = await opened('https://staging.shop.example.com/');
    store.getState().setProduction(HOST, false);
    expect(judgedAsOf(store.getState())).toEqual({ host: 'staging.shop.example.com', byAddress: 'test' });
    expect(judgeOptionsOfView(store.getState())).not.toHaveProperty('production');
  });

  it('goes into the exported session, for whoever judges it again', async () => {
    const store = await opened();
    const exported = async () => {
      await store.getState().exportSession({ redact: true });
      const reading = readSession(panel.downloads.at(-1)?.text ?? '');
      return reading.ok ? reading.session.settings : reading.message;
    };
    expect(await exported()).toBeUndefined();
    store.getState().setProduction(HOST, false);
    expect(await exported()).toEqual({ production: false });
  });
});
