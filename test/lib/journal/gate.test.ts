import { describe, expect, it, vi } from 'vitest';
import { createGate, type Gate, type GateOptions } from '@/lib/journal/gate';
import { DEFAULT_SETTINGS } from '@/lib/journal/settings';
import { createTabs, type Speaker } from '@/lib/journal/tabs';
import type { Observation } from '@/lib/model/observation';
import type { Settings } from '@/lib/model/settings';
import { anObservation, openJournal, readAll, sessionMemory } from './support';

const PAGE = 'https://shop.example/landing';
let made = 0;
const nextId = () => {
  made += 1;
  return `b:${made}`;
};

function aGate(
  options: { settings?: Partial<Settings>; memory?: ReturnType<typeof sessionMemory>; isRouted?: boolean } = {},
) {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const journal = openJournal();
  const tabs = createTabs(options.memory ?? sessionMemory());
  const onChange = vi.fn();
  const onTracker = vi.fn<NonNullable<GateOptions['onTracker']>>();
  const gate = createGate({
    journal,
    tabs,
    settings: () => settings,
    facts: {
      hosts: ['api.affitor.com'],
      landingParameters: ['ref', 'aff'],
      isSign: (url) => url.includes('/api/tracking/'),
    },
    isRouted: () => options.isRouted === true,
    onChange,
    onTracker,
  });
  const records = async () => (await readAll(journal, 1)).records;
  return { gate, tabs, journal, settings, onChange, onTracker, records };
}

const aSpeaker = (overrides: Partial<Speaker> = {}): Speaker => ({
  nonce: 'n1',
  tabId: 1,
  frameId: 0,
  documentId: 'doc-1',
  url: PAGE,
  ...overrides,
});

let clock = Date.now();
function navigate(
  gate: ReturnType<typeof aGate>['gate'],
  url: string,
  extra: { documentId?: string; redirects?: string[] } = {},
) {
  clock += 5000;
  const { documentId, redirects } = extra;
  const observation: Observation = {
    id: nextId(),
    source: 'browser',
    kind: 'navigation',
    at: clock,
    cause: 'load',
    url,
    ...(redirects && { redirects }),
  };
  gate.navigate(1, observation, { at: clock, url, ...(documentId !== undefined && { documentId }) });
}

const aRequest = (path: string, requestId = 'w:1'): Observation => ({
  id: nextId(),
  source: 'browser',
  kind: 'request',
  at: clock,
  requestId,
  carrier: 'fetch',
  method: 'POST',
  url: `https://api.affitor.com${path}`,
  headers: [],
  body: { kind: 'none' },
});

const aResponse = (requestId = 'w:1'): Observation => ({
  id: nextId(),
  source: 'browser',
  kind: 'response',
  at: clock,
  requestId,
  url: 'https://api.affitor.com/',
  status: 200,
  statusText: '',
  headers: [],
  body: { kind: 'none' },
});

const urlsOf = (records: { kind: string; url?: unknown }[]) =>
  records.map((record) => ('url' in record ? record.url : record.kind));

describe('a tab without a tracker', () => {
  it('has nothing stored of it', async () => {
    const { gate, tabs, records } = aGate();
    await tabs.ready;
    navigate(gate, 'https://bank.example/account?token=secret');
    gate.offer(1, aRequest('/pixel'), { frameId: 0 });
    await tabs.ready;
    expect(await records()).toEqual([]);
  });

  it('has its navigations join when a tracker shows up, the pages before it with the tracker’s parameters only', async () => {
    const { gate, tabs, records } = aGate();
    navigate(gate, 'https://user:pw@ads.example/click?campaign=7&ref=maya#x', {
      redirects: ['https://short.example/a?session=1&aff=b'],
    });
    navigate(gate, `${PAGE}?ref=maya&utm=1`, { documentId: 'doc-1' });
    await gate.open(aSpeaker({ url: `${PAGE}?ref=maya&utm=1` }), true);
    await gate.take(aSpeaker(), [anObservation('n1:1')]);
    const stored = await records();
    expect(stored).toMatchObject([
      { url: 'https://ads.example/click?ref=maya', redirects: ['https://short.example/a?aff=b'] },
      { url: `${PAGE}?ref=maya&utm=1`, documentId: 'doc-1' },
      { id: 'n1:1' },
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/campaign|session|pw@/);
    await tabs.ready;
  });

  it('has them join when a panel connects', async () => {
    const { gate, records } = aGate();
    navigate(gate, PAGE);
    await gate.join(1);
    expect(urlsOf(await records())).toEqual([PAGE]);
  });

  it('keeps the last 20 of them', async () => {
    const { gate, records } = aGate();
    for (let page = 1; page <= 30; page += 1) navigate(gate, `https://shop.example/${page}`);
    await gate.join(1);
    const urls = urlsOf(await records());
    expect(urls).toHaveLength(20);
    expect(urls[0]).toBe('https://shop.example/11');
  });

  it('keeps them over a stop of the background', async () => {
    const memory = sessionMemory();
    const before = aGate({ memory });
    navigate(before.gate, PAGE);
    before.gate.offer(1, aRequest('/pixel'), { frameId: 0 });
    await before.tabs.ready;
    const after = aGate({ memory });
    await after.gate.join(1);
    expect(urlsOf(await after.records())).toEqual([PAGE, 'https://api.affitor.com/pixel']);
  });

  it('is one again when the tab goes to another page', async () => {
    const { gate, records } = aGate();
    navigate(gate, PAGE, { documentId: 'doc-1' });
    await gate.open(aSpeaker(), true);
    navigate(gate, 'https://bank.example/', { documentId: 'doc-2' });
    gate.offer(1, aRequest('/pixel'), { frameId: 0 });
    await gate.status(1);
    expect(urlsOf(await records())).toEqual([PAGE]);
  });
});

describe('a request that only a tracker makes', () => {
  it('is let in before any page has spoken, and opens the way for what was held', async () => {
    const { gate, records } = aGate();
    navigate(gate, PAGE);
    gate.offer(1, aRequest('/api/tracking/click'), { frameId: 0 });
    gate.offer(1, aResponse(), { frameId: 0 });
    await gate.status(1);
    expect(urlsOf(await records())).toEqual([
      PAGE,
      'https://api.affitor.com/api/tracking/click',
      'https://api.affitor.com/',
    ]);
  });

  it('has its answer let in wherever the tab has gone meanwhile', async () => {
    const { gate, records } = aGate();
    navigate(gate, PAGE, { documentId: 'doc-1' });
    await gate.open(aSpeaker(), true);
    gate.offer(1, aRequest('/api/tracking/lead', 'w:7'), { frameId: 0 });
    navigate(gate, 'https://checkout.example/', { documentId: 'doc-2' });
    gate.offer(1, aResponse('w:7'), { frameId: 0 });
    gate.offer(1, aResponse('w:8'), { frameId: 0 });
    await gate.status(1);
    expect((await records()).map((record) => 'requestId' in record && record.requestId)).toEqual([false, 'w:7', 'w:7']);
  });

  it.each([
    ['Chromium', { documentId: 'doc-2' }, { documentId: 'doc-1', documentUrl: PAGE }],
    ['Firefox, which names no documents', {}, { documentUrl: PAGE }],
  ])('of a page just left is let in without opening the next one, in %s', async (_browser, committed, left) => {
    const { gate, records } = aGate();
    const lead = aRequest('/api/tracking/lead');
    navigate(gate, 'https://checkout.example/', committed);
    gate.offer(1, lead, { frameId: 0, ...left });
    await gate.status(1);
    expect(urlsOf(await records())).toEqual(['https://api.affitor.com/api/tracking/lead']);
  });

  it('opens its own page, whose address the page may have changed by then', async () => {
    const { gate, records } = aGate();
    navigate(gate, `${PAGE}/step-2`);
    clock += 10;
    gate.offer(1, aRequest('/api/tracking/lead'), { frameId: 0, documentUrl: PAGE });
    await gate.status(1);
    expect(urlsOf(await records())).toEqual([`${PAGE}/step-2`, 'https://api.affitor.com/api/tracking/lead']);
  });
});

describe('a document', () => {
  it('stamps what the browser’s witnesses see in it', async () => {
    const { gate, records } = aGate();
    await gate.open(aSpeaker(), true);
    await gate.open(aSpeaker({ nonce: 'n2', frameId: 4, documentId: 'doc-4', url: 'https://frame.example/' }), true);
    gate.offer(1, aRequest('/a'), { frameId: 0 });
    gate.offer(1, aRequest('/b'), { frameId: 4 });
    gate.offer(1, aRequest('/c'), { frameId: -1 });
    gate.offer(1, aRequest('/d'), { frameId: 9, documentUrl: 'https://other.example/' });
    await gate.status(1);
    expect(await records()).toMatchObject([
      { frameId: 0, documentId: 'doc-1', documentUrl: PAGE },
      { frameId: 4, documentId: 'doc-4', documentUrl: 'https://frame.example/' },
      { frameId: -1, documentId: 'doc-1', documentUrl: PAGE },
      { frameId: 9, documentId: '', documentUrl: 'https://other.example/' },
    ]);
  });

  it('has what the browser tells of it late, in Firefox without its name', async () => {
    const { gate, records } = aGate();
    await gate.open(aSpeaker(), true);
    clock = Date.now();
    const lead = aRequest('/api/tracking/lead');
    const unknown = aRequest('/api/tracking/lead', 'w:2');
    navigate(gate, 'https://shop.example/thanks', { documentId: 'doc-2' });
    gate.offer(1, lead, { frameId: 0, documentUrl: PAGE });
    gate.offer(1, unknown, { frameId: 0, documentUrl: 'https://shop.example/elsewhere' });
    clock += 10;
    gate.offer(1, aRequest('/api/tracking/lead', 'w:3'), { frameId: 0, documentUrl: PAGE });
    await gate.status(1);
    expect((await records()).flatMap(({ kind, documentId }) => (kind === 'request' ? [documentId] : []))).toEqual([
      'doc-1',
      '',
      'doc-2',
    ]);
  });

  it('that had a tracker has its cookies told, though the tab has gone on to one without', async () => {
    const { gate, records } = aGate();
    await gate.open(aSpeaker(), true);
    await gate.open(aSpeaker({ nonce: 'n2', documentId: 'doc-2', url: 'https://plain.example/' }), false);
    navigate(gate, 'https://next.example/', { documentId: 'doc-3' });
    const cookie = { ...anObservation('b:cookie'), source: 'browser' as const };
    gate.offer(1, cookie, { frameId: 0, documentId: 'doc-1', documentUrl: PAGE });
    gate.offer(1, { ...cookie, id: 'b:other' }, { frameId: 0, documentId: 'doc-2' });
    await gate.status(1);
    expect(await records()).toMatchObject([{ id: 'b:cookie', documentId: 'doc-1', documentUrl: PAGE }]);
  });

  it('keeps its name for what it delivers after the tab has gone on', async () => {
    const { gate, records } = aGate();
    await gate.open(aSpeaker(), true);
    navigate(gate, 'https://next.example/', { documentId: 'doc-2' });
    await gate.take(aSpeaker({ url: 'https://next.example/' }), [anObservation('n1:1')]);
    const { pageUrl } = await gate.status(1);
    expect(pageUrl).toBe('https://next.example/');
    expect(await records()).toMatchObject([{ documentId: 'doc-1', documentUrl: PAGE }]);
  });

  it('is the one on show again when it comes back from the back-forward cache', async () => {
    const { gate, tabs } = aGate();
    await gate.open(aSpeaker(), true);
    navigate(gate, 'https://next.example/', { documentId: 'doc-2' });
    await gate.open(aSpeaker({ nonce: 'n4', frameId: 4, documentId: 'doc-4' }), false);
    navigate(gate, PAGE, { documentId: 'doc-1' });
    await gate.open(aSpeaker(), true);
    expect((await gate.status(1)).pageUrl).toBe(PAGE);
    expect([...tabs.get(1).documents.values()].map(({ documentId }) => documentId)).toEqual(['doc-1']);
    expect(tabs.get(1).hasTracker).toBe(true);
  });

  it('that was rendered ahead moves to the top when it is shown', async () => {
    const { gate, tabs, records } = aGate();
    navigate(gate, 'https://shop.example/', { documentId: 'doc-1' });
    const ahead = aSpeaker({ nonce: 'n2', frameId: 3, documentId: 'doc-2' });
    await gate.open(ahead, true);
    await gate.take(ahead, [anObservation('n2:1')]);
    navigate(gate, PAGE, { documentId: 'doc-2' });
    await gate.take(ahead, [anObservation('n2:2')]);
    const told = (await records()).filter(({ source }) => source === 'page');
    expect(told).toMatchObject([
      { frameId: 3, documentId: 'doc-2' },
      { frameId: 0, documentId: 'doc-2' },
    ]);
    expect([...tabs.get(1).documents.keys()]).toEqual([0]);
    expect(tabs.get(1).hasTracker).toBe(true);
  });

  it('whose hello overtakes the news of its commit stays the one on show', async () => {
    const { gate, tabs } = aGate();
    await tabs.ready;
    await gate.open(aSpeaker({ documentId: 'doc-9' }), true);
    gate.navigate(1, undefined, { at: Date.now() - 5, url: PAGE });
    await gate.status(1);
    expect(tabs.get(1).hasTracker).toBe(true);
    expect(tabs.get(1).documents.get(0)?.nonce).toBe('n1');
  });

  it('without a name of Firefox’s takes over what was committed under its URL', async () => {
    const { gate, tabs } = aGate();
    navigate(gate, PAGE);
    await gate.open(aSpeaker({ documentId: 'n1' }), true);
    expect(tabs.get(1).documents.size).toBe(1);
    expect(tabs.get(1).past).toEqual([]);
  });

  it('that moves within itself is known by its new URL', async () => {
    const { gate, tabs, records } = aGate();
    await gate.open(aSpeaker(), true);
    tabs.move(1, 0, `${PAGE}/step-2`);
    await gate.take(aSpeaker(), [anObservation('n1:1')]);
    expect(await records()).toMatchObject([{ documentUrl: `${PAGE}/step-2` }]);
  });

  it('shows its tracker once', async () => {
    const { gate, onTracker } = aGate();
    await gate.open(aSpeaker(), true);
    await gate.open(aSpeaker(), true);
    gate.trackerFound(aSpeaker(), ['api.shop.example']);
    await gate.status(1);
    expect(onTracker).toHaveBeenCalledTimes(1);
  });

  it('names hosts, as many and such as hosts are', async () => {
    const { gate, onChange } = aGate();
    await gate.open(aSpeaker(), true);
    const hosts = Array.from({ length: 100 }, (_, index) => `t${index}.example`);
    gate.trackerFound(aSpeaker(), ['API.example', 'a b', 'x.example/*', '', 'track.example:8443', ...hosts]);
    await gate.status(1);
    const named = gate.greeting(1).hosts;
    expect(named.slice(0, 2)).toEqual(['api.affitor.com', 'track.example:8443']);
    expect(named).toHaveLength(21);
    expect(onChange).toHaveBeenCalledWith(1);
    expect(gate.greeting(2).hosts).toEqual(['api.affitor.com']);
  });
});

describe('recording', () => {
  it('switched off for a tab keeps nothing of it, and acknowledges all the same', async () => {
    const { gate, records } = aGate();
    await gate.open(aSpeaker(), true);
    await gate.setRecording(1, false);
    await gate.take(aSpeaker(), [anObservation('n1:1')]);
    await gate.takeOfTab(1, [anObservation('n:1')]);
    gate.offer(1, aRequest('/api/tracking/lead'), { frameId: 0 });
    navigate(gate, PAGE);
    expect((await gate.status(1)).recording).toBe(false);
    expect(await records()).toEqual([]);
    await gate.setRecording(1, true);
    await gate.take(aSpeaker(), [anObservation('n1:2')]);
    expect((await records()).map(({ id }) => id)).toEqual(['n1:2']);
  });

  it('stays off for that tab over a stop of the background', async () => {
    const memory = sessionMemory();
    const before = aGate({ memory });
    await before.tabs.ready;
    await before.gate.setRecording(1, false);
    const after = aGate({ memory });
    expect((await after.gate.status(1)).recording).toBe(false);
    expect((await after.gate.status(2)).recording).toBe(true);
  });

  it('can be switched off everywhere', async () => {
    const { gate, records } = aGate({ settings: { recording: false } });
    await gate.open(aSpeaker(), true);
    await gate.join(1);
    await gate.take(aSpeaker(), [anObservation('n1:1')]);
    expect(await records()).toEqual([]);
  });

  it('can be kept to the time DevTools is open', async () => {
    const { gate, records, onChange } = aGate({ settings: { beforeDevTools: false } });
    navigate(gate, PAGE);
    await gate.open(aSpeaker(), true);
    await gate.take(aSpeaker(), [anObservation('n1:1')]);
    expect(gate.greeting(1).recording).toBe(false);
    onChange.mockClear();
    await gate.join(1);
    expect(onChange).toHaveBeenCalledWith(1);
    expect(gate.greeting(1).recording).toBe(true);
    await gate.take(aSpeaker(), [anObservation('n1:2')]);
    gate.leave(1);
    await gate.take(aSpeaker(), [anObservation('n1:3')]);
    expect((await records()).map(({ id }) => id)).toEqual(['n1:2']);
  });
});

describe('a tab', () => {
  it('that is cleared holds nothing back either', async () => {
    const { gate, records } = aGate();
    navigate(gate, PAGE);
    await gate.clear(1);
    await gate.join(1);
    expect(await records()).toEqual([]);
  });

  it('that is closed leaves nothing, whatever is still heard of it', async () => {
    const memory = sessionMemory();
    const { gate, journal } = aGate({ memory });
    await gate.open(aSpeaker(), true);
    await gate.take(aSpeaker(), [anObservation('n1:1')]);
    await gate.close(1);
    expect(await memory.load()).toEqual({});
    navigate(gate, PAGE);
    gate.offer(1, aRequest('/api/tracking/lead'), { frameId: 0 });
    gate.offer(1, aRequest('/elsewhere'), { frameId: 0 });
    await gate.take(aSpeaker(), [anObservation('n1:2')]);
    expect(await memory.load()).toEqual({});
    expect((await journal.row(1)).seq).toBe(0);
  });
});

describe('a navigation whose way is told late', () => {
  const commitOf = (url: string, at: number) => ({ at, url, documentId: `doc ${url}` });
  const late = (url: string, at: number) => {
    let resolve = (_observation: Observation) => {};
    const promise = new Promise<Observation>((done) => {
      resolve = done;
    });
    const observation = { id: nextId(), source: 'browser', kind: 'navigation', at, cause: 'load', url } as const;
    return { promise, tell: () => resolve({ ...observation, redirects: [`${PAGE}?ref=A&x=1`] }) };
  };

  it('has the place of its own document, though the tab has gone on', async () => {
    const { gate, records } = aGate();
    const way = late(`${PAGE}?x=2`, 10);
    gate.navigate(1, way.promise, commitOf(`${PAGE}?x=2`, 10));
    await gate.open(aSpeaker({ documentId: `doc ${PAGE}?x=2`, url: `${PAGE}?x=2` }), true);
    gate.navigate(1, undefined, commitOf('https://next.example/', 20));
    await gate.status(1);
    way.tell();
    await vi.waitFor(async () => expect(await records()).toHaveLength(1));
    expect(await records()).toMatchObject([
      { url: `${PAGE}?x=2`, documentId: `doc ${PAGE}?x=2`, redirects: [`${PAGE}?ref=A&x=1`] },
    ]);
  });

  it('is kept with the tracker’s parameters only, until a tracker shows up', async () => {
    const { gate, tabs, records } = aGate();
    const way = late(`${PAGE}?x=2`, 10);
    gate.navigate(1, way.promise, commitOf(`${PAGE}?x=2`, 10));
    way.tell();
    await vi.waitFor(() => expect(tabs.get(1).held).toHaveLength(1));
    expect(tabs.get(1).held.flat()).toMatchObject([{ url: PAGE, redirects: [`${PAGE}?ref=A`], documentUrl: PAGE }]);
    await gate.join(1);
    await vi.waitFor(async () => expect(await records()).toMatchObject([{ url: `${PAGE}?x=2` }]));
  });

  it.each([
    ['cleared', (gate: Gate) => gate.clear(1)],
    ['closed', (gate: Gate) => gate.close(1)],
  ])('is left out once the tab was %s', async (_what, act) => {
    const { gate, tabs, records } = aGate();
    const way = late(PAGE, 10);
    gate.navigate(1, way.promise, commitOf(PAGE, 10));
    const speaker = aSpeaker({ documentId: `doc ${PAGE}` });
    await gate.open(speaker, true);
    await gate.take(speaker, [anObservation('n1:1')]);
    await act(gate);
    way.tell();
    await way.promise;
    const next = late('https://next.example/', 20);
    gate.navigate(2, next.promise, commitOf('https://next.example/', 20));
    next.tell();
    await vi.waitFor(() => expect(tabs.get(2).held).toHaveLength(1));
    expect(await records()).toEqual([]);
    expect(tabs.get(1).held).toEqual([]);
  });
});

describe('a page that is routed to the mock', () => {
  const said = (content: Partial<Observation>) =>
    ({ ...aRequest('/api/tracking/lead'), ...content, source: 'page' }) as Observation;

  it('has what no mock can answer marked: scripts, and requests that wait', async () => {
    const { gate, records } = aGate({ isRouted: true });
    await gate.open(aSpeaker(), true);
    const script = said({
      kind: 'script',
      phase: 'failed',
      elementId: 1,
      src: 'https://api.affitor.com/js/affitor-tracker.js',
      attributes: {},
      placement: 'head',
    });
    await gate.take(aSpeaker(), [script, said({ carrier: 'xhr-sync' }), said({ carrier: 'fetch' })]);
    const marks = (await records()).map((record) => 'routed' in record && record.routed === true);
    expect(marks).toEqual([true, true, false]);
  });

  it('is told apart from one that is not', async () => {
    const { gate, records } = aGate();
    await gate.open(aSpeaker(), true);
    await gate.take(aSpeaker(), [said({ carrier: 'xhr-sync' })]);
    expect(JSON.stringify(await records())).not.toContain('routed');
  });
});
