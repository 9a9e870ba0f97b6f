import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '@/lib/model/json';
import type { Reply } from '@/lib/model/replay';
import { selectedForReplayOf } from '@/lib/store/replay-selection-slice';
import { jsonBody } from '@/test/fixtures/entries';
import { navigationRecord, requestRecord, resetRecords, responseRecord } from '@/test/fixtures/records';
import { type Answers, aMockState, aPanel, aStatus, type TestPanel } from './support';

let panel: TestPanel;
afterEach(() => panel.close());

const CREATED: Reply = { status: 201, statusText: 'Created', headers: [], body: '{"ok":true}', durationMs: 4 };

async function withTwoRequests(answers: Answers = {}) {
  resetRecords();
  panel = aPanel({ answers: { replay: () => CREATED, ...answers } });
  await panel.greet();
  await panel.showRecords([
    navigationRecord(),
    requestRecord({ requestId: 'click', url: 'https://api.affitor.com/api/tracking/click', body: jsonBody({ a: 1 }) }),
    responseRecord({ requestId: 'click', url: 'https://api.affitor.com/api/tracking/click' }),
    requestRecord({ requestId: 'lead', body: jsonBody({ email: 'ada@example.org' }) }),
    responseRecord({ requestId: 'lead' }),
  ]);
  const requests = panel.store.getState().live.timeline.entries.filter((entry) => entry.kind === 'request');
  return requests.map(({ id }) => id);
}

const state = () => panel.store.getState();
const settle = async () => {
  for (let hop = 0; hop < 6; hop += 1) await panel.delivered();
};

describe('a request sent again', () => {
  it('goes to the bundled mock as it was recorded, and is compared with what the page got', async () => {
    const [click = ''] = await withTwoRequests();
    await state().chooseReplay(click);
    await state().sendReplay();
    const [asked] = panel.asked('replay');
    expect(asked).toMatchObject({
      params: { target: { kind: 'mock' }, request: { url: 'https://api.affitor.com/api/tracking/click' } },
    });
    expect(state().replayOutcome).toMatchObject({ original: { status: 200 }, result: { reply: { status: 201 } } });
  });

  it('does not take a body that nobody saw for one that was empty', async () => {
    const [click = ''] = await withTwoRequests();
    await panel.showRecords([
      requestRecord({ requestId: 'unseen', body: jsonBody({ a: 2 }) }),
      responseRecord({ requestId: 'unseen', body: { kind: 'unavailable', reason: 'The page went away' } }),
    ]);
    const unseen = state().live.timeline.entries.findLast(({ kind }) => kind === 'request')?.id ?? '';
    for (const [id, seen] of [
      [click, true],
      [unseen, false],
    ] as const) {
      await state().chooseReplay(id);
      await state().sendReplay();
      expect('body' in (state().replayOutcome?.original ?? {})).toBe(seen);
    }
  });

  it('says what changed in the ledger', async () => {
    let asked = 0;
    const empty = aMockState();
    const [partner] = empty.ledger.partners;
    const customer = {
      code: 'cust_42_1',
      program_id: 42,
      status: 'click',
      customer_key: null,
      partner: partner?.id ?? null,
      partner_code: 'PARTNER123',
      clicked_at: 1,
      created_at: 1,
      email_sha256: null,
      email_mask: null,
    } as const;
    const after: Json = { ...empty, ledger: { ...empty.ledger, customers: [customer] } };
    const [click = ''] = await withTwoRequests({
      'mock-state': () => {
        asked += 1;
        return asked === 1 ? empty : after;
      },
    });
    await state().chooseReplay(click);
    await state().sendReplay();
    expect(state().replayOutcome?.ledger).toEqual([
      { table: 'customers', kind: 'added', key: 'cust_42_1', fields: [] },
    ]);
  });

  it('tells what it did to a mock server’s own ledger, and nothing where that is not known', async () => {
    const { programs: _, partners: __, links: ___, ...tables } = aMockState().ledger;
    const row = { id: 1, at: 2, customer_code: 'cust_42_1' };
    const told: Json[] = [tables, { ...tables, leads: [row] }];
    const [click = ''] = await withTwoRequests({ 'server-ledger': () => told.shift() ?? null });
    await state().chooseReplay(click);
    state().chooseReplayTarget({ kind: 'server', url: 'http://localhost:4000' });
    await state().sendReplay();
    expect(state().replayOutcome?.ledger).toEqual([{ table: 'leads', kind: 'added', key: '1', fields: [] }]);
    await state().sendReplay();
    expect(state().replayOutcome).toMatchObject({ result: { kind: 'answered' } });
    expect(state().replayOutcome).not.toHaveProperty('ledger');
  });

  it('is not sent while what was typed is no JSON', async () => {
    const [click = ''] = await withTwoRequests();
    await state().chooseReplay(click, true);
    state().editReplay({ body: '{"a":' });
    await state().sendReplay();
    expect(panel.asked('replay')).toEqual([]);
    expect(state().replayRefused).toMatch(/not valid JSON/);
  });

  it('says so when no answer comes', async () => {
    const [click = ''] = await withTwoRequests({
      replay: () => {
        throw new Error('the mock plays “offline”');
      },
    });
    await state().chooseReplay(click);
    await state().sendReplay();
    expect(state().replayOutcome?.result).toEqual({ kind: 'failed', message: 'the mock plays “offline”' });
    expect(state().isReplaying).toBe(false);
  });
});

describe('the live API', () => {
  it.each(['live', 'page'] as const)('is asked only after a yes that names the host, each time (%s)', async (kind) => {
    const [click = ''] = await withTwoRequests();
    await state().chooseReplay(click);
    state().chooseReplayTarget({ kind });
    for (const round of [1, 2]) {
      await state().sendReplay();
      expect(panel.asked('replay')).toHaveLength(round - 1);
      expect(state().liveQuestion).toMatchObject({ hosts: ['api.affitor.com'], count: 1 });
      await state().answerLiveQuestion(true);
      expect(panel.asked('replay')).toHaveLength(round);
    }
  });

  it('hears nothing after a no', async () => {
    const [click = ''] = await withTwoRequests();
    await state().chooseReplay(click);
    state().chooseReplayTarget({ kind: 'live' });
    await state().sendReplay();
    await state().answerLiveQuestion(false);
    expect(state().liveQuestion).toBeUndefined();
    expect(panel.asked('replay')).toEqual([]);
  });

  it.each(['https://api.affitor.com', 'https://mock.example:8080'])(
    'is asked about as well when a mock server is not on this machine: %s',
    async (url) => {
      const [click = ''] = await withTwoRequests();
      await state().chooseReplay(click);
      state().chooseReplayTarget({ kind: 'server', url });
      await state().sendReplay();
      expect(panel.asked('replay')).toEqual([]);
      expect(state().liveQuestion?.hosts).toEqual([new URL(url).host]);
      await state().answerLiveQuestion(true);
      expect(panel.asked('replay')).toMatchObject([{ params: { target: { kind: 'server', url } } }]);
    },
  );

  it.each(['http://localhost:1337', 'http://127.0.0.1:9999'])('is not taken for a mock server at %s', async (url) => {
    const [click = ''] = await withTwoRequests();
    await state().chooseReplay(click);
    state().chooseReplayTarget({ kind: 'server', url });
    await state().sendReplay();
    expect(panel.asked('replay')).toHaveLength(1);
  });
});

describe('a page that is routed to the mock', () => {
  const fromRoutedPage = async () => {
    const [click = ''] = await withTwoRequests({ 'set-routing': (asked) => asked });
    await state().setRouting(true);
    await state().chooseReplay(click);
    state().chooseReplayTarget({ kind: 'page' });
    await state().sendReplay();
  };

  it('sends nothing that the leak guard would cut off, and says so', async () => {
    await fromRoutedPage();
    expect(state().routedQuestion).toMatchObject({ count: 1 });
    await state().answerRoutedQuestion(undefined);
    expect(state().routedQuestion).toBeUndefined();
    expect(panel.asked('replay')).toEqual([]);
    expect(state().routing.on).toBe(true);
  });

  it('has the mock answer instead', async () => {
    await fromRoutedPage();
    await state().answerRoutedQuestion('mock');
    expect(panel.asked('replay')).toMatchObject([{ params: { target: { kind: 'mock' } } }]);
    expect(state().replayOutcome?.target).toEqual({ kind: 'mock' });
  });

  it('is no longer routed when it is to send itself, and the live API is asked about', async () => {
    await fromRoutedPage();
    await state().answerRoutedQuestion('unroute');
    expect(state().routing.on).toBe(false);
    expect(panel.asked('replay')).toEqual([]);
    expect(state().liveQuestion?.hosts).toEqual(['api.affitor.com']);
    await state().answerLiveQuestion(true);
    expect(panel.asked('replay')).toMatchObject([{ params: { target: { kind: 'page' } } }]);
  });

  it('is never routed to the real API', async () => {
    await withTwoRequests({ 'set-routing': (asked) => asked });
    await state().chooseRouting({ target: { kind: 'server', url: 'https://api.affitor.com' } });
    expect(state().mockRefused).toContain('api.affitor.com is the real API');
    expect(state().routingTarget).toEqual({ kind: 'mock' });
  });
});

describe('an address that is none', () => {
  const address = 'localhost:1337';

  it('is said when a request is to go there, one or several, and nothing is sent', async () => {
    const ids = await withTwoRequests();
    await state().chooseReplay(ids[0] ?? '');
    for (const send of [() => state().sendReplay(), () => state().replayMany(ids, 'none')]) {
      state().chooseReplayTarget({ kind: 'server', url: address });
      expect(state().replayRefused).toBeUndefined();
      await send();
      expect(state().replayRefused).toContain(`“${address}” is not the address of a server`);
    }
    expect(panel.asked('replay')).toEqual([]);
    expect(state().liveQuestion).toBeUndefined();
  });
});

describe('a selection', () => {
  it('keeps what was picked, each once, and of the recording at hand', async () => {
    const [click = '', lead = ''] = await withTwoRequests();
    for (const id of [lead, click, lead]) state().selectForReplay(id, true);
    expect(selectedForReplayOf(state()).map(({ id }) => id)).toEqual([click, lead]);
    state().selectForReplay(click, false);
    expect(selectedForReplayOf(state()).map(({ id }) => id)).toEqual([lead]);
    await panel.show({ type: 'status', status: aStatus({ epoch: 2 }) });
    expect(selectedForReplayOf(state())).toEqual([]);
  });
});

describe('several requests', () => {
  it('go out in order, and say how far they are', async () => {
    const ids = await withTwoRequests();
    await state().replayMany(ids.toReversed(), 'none');
    expect(state().replayRun).toMatchObject({ total: 2, end: 'done', results: [{}, {}] });
    const urls = panel.asked('replay').map((message) => JSON.stringify(message));
    expect(urls[0]).toContain('/api/tracking/click');
  });

  it('stop when cancelled', async () => {
    const ids = await withTwoRequests();
    const running = state().replayMany(ids, 'original');
    await settle();
    state().cancelReplay();
    await running;
    expect(state().replayRun?.end).toBe('cancelled');
    expect(panel.asked('replay').length).toBeLessThan(2);
  });
});

describe('a pasted cURL command', () => {
  it('becomes the request to send', async () => {
    await withTwoRequests();
    state().pasteCurl(`curl -X POST https://api.affitor.com/api/tracking/lead -d '{"user_id":"u1"}'`);
    expect(state().replayDraft).toMatchObject({ method: 'POST', body: '{\n  "user_id": "u1"\n}' });
  });

  it('is refused with the reason when it is none', async () => {
    await withTwoRequests();
    state().pasteCurl('wget https://example.org');
    expect(state().replayRefused).toBeTruthy();
    expect(state().replayDraft).toBeUndefined();
  });
});

describe('the mock', () => {
  it('forgets what it recorded, and takes it back', async () => {
    await withTwoRequests({ 'mock-reset': () => aMockState({ now: 1 }), 'mock-load': () => aMockState({ now: 2 }) });
    await state().resetMock('The mock forgot what it had recorded');
    expect(state().mock?.now).toBe(1);
    state().takeUndo();
    await settle();
    expect(state().mock?.now).toBe(2);
  });

  it('says why a state file was not taken', async () => {
    await withTwoRequests({
      'mock-load': () => {
        throw new Error('Line 3: links[0].code is missing.');
      },
    });
    await state().importMock('state.json', '{}');
    expect(state().mockRefused).toContain('Line 3');
  });

  it('that is read again leaves standing what was refused to a person', async () => {
    let isGone = true;
    await withTwoRequests({
      'mock-state': () => {
        if (isGone) throw new Error('The background stopped.');
        return aMockState({ now: 1 });
      },
    });
    await state().readMock();
    expect(state().mockRefused).toContain('The background stopped');
    isGone = false;
    await state().readMock();
    expect(state().mockRefused).toBeUndefined();
    await state().chooseRouting({ target: { kind: 'server', url: 'https://api.affitor.com' } });
    await state().readMock();
    expect(state().mockRefused).toContain('is the real API');
    await state().advanceMockClock(1);
    expect(state().mockRefused).not.toContain('is the real API');
  });

  it('is routed to in the chosen dialect', async () => {
    await withTwoRequests({ 'set-routing': (asked) => asked });
    await state().chooseRouting({ dialect: 'v2' });
    expect(panel.asked('set-routing')).toEqual([]);
    await state().setRouting(true);
    expect(state().routing).toEqual({ on: true, target: { kind: 'mock' }, choice: 'v2', dialect: 'v2' });
    await state().setRouting(false);
    expect(state().routing).toEqual({ on: false });
  });

  it('speaks by itself what the site was seen to speak, and again after a choice was taken back', async () => {
    await withTwoRequests({ 'set-routing': (asked) => asked });
    await state().setRouting(true);
    expect(state().routing).toMatchObject({ choice: 'automatic', dialect: 'v1' });
    await state().chooseRouting({ dialect: 'both' });
    expect(state().routing).toEqual({ on: true, target: { kind: 'mock' }, choice: 'both' });
    await state().chooseRouting({ dialect: 'automatic' });
    expect(state().routing).toMatchObject({ choice: 'automatic', dialect: 'v1' });
  });

  it('speaks anew when the tab shows another site', async () => {
    await withTwoRequests({ 'set-routing': (asked) => asked });
    await state().setRouting(true);
    await panel.show({ type: 'status', status: aStatus({ pageUrl: 'https://other.example/' }) });
    await settle();
    expect(state().routing).toEqual({ on: true, target: { kind: 'mock' }, choice: 'automatic' });
  });

  it.each([
    ['the mock answered', { routed: true }],
    ['another site sent', { documentUrl: 'https://other.example/' }],
    ['nobody sent', undefined],
  ])('speaks both where only what %s could tell', async (_what, changes) => {
    resetRecords();
    panel = aPanel({ answers: { 'set-routing': (asked) => asked } });
    await panel.greet();
    if (changes) await panel.showRecords([requestRecord({ body: jsonBody({ user_id: 'u_1' }), ...changes })]);
    await state().setRouting(true);
    expect(state().routing).toEqual({ on: true, target: { kind: 'mock' }, choice: 'automatic' });
  });

  it('takes over from the background what was chosen', async () => {
    await withTwoRequests({
      'routing-state': () => ({ on: true, target: { kind: 'mock' }, choice: 'v1', dialect: 'v1' }),
    });
    await state().readRouting();
    expect(state().routingDialect).toBe('v1');
  });
});
