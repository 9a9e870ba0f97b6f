import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalRecord } from '@/lib/model/observation';
import { clearedPageOf, filteredEntriesOf, judgementOf, timelineOfView } from '@/lib/store/selectors';
import { timelineRowsOf } from '@/lib/store/timeline-rows';
import { recordsOf } from '@/lib/timeline/fold';
import {
  consoleRecord,
  cookieRecord,
  navigationRecord,
  queueRecord,
  requestRecord,
  resetRecords,
  responseRecord,
  scriptRecord,
} from '@/test/fixtures/records';
import { aPanel, aStatus, PAGE, type TestPanel } from './support';

let panel: TestPanel;
const open = (options?: Parameters<typeof aPanel>[0]) => {
  panel = aPanel(options);
  return panel;
};
const kinds = () => filteredEntriesOf(panel.store.getState()).map((entry) => entry.kind);

beforeEach(resetRecords);
afterEach(() => panel.close());

describe('a recording in the panel', () => {
  it('holds what two records have in common once', async () => {
    const { store, greet, showRecords } = open();
    await greet();
    const fromJson = (): JournalRecord => JSON.parse(JSON.stringify(requestRecord()));
    await showRecords([fromJson(), fromJson()]);
    const [one, other] = recordsOf(store.getState().live.timeline).flatMap((record) =>
      record.kind === 'request' ? [record.headers] : [],
    );
    expect(one).not.toBeUndefined();
    expect(one).toBe(other);
  });

  it('applies all that arrives within a frame at once', async () => {
    const { store, send, clock, greet } = open();
    await greet();
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    await send({ type: 'records', records: [navigationRecord()] }, { type: 'records', records: [consoleRecord()] });
    expect(changes).toBe(0);
    clock.runFrame();
    expect(changes).toBe(1);
    expect(timelineOfView(store.getState()).entries).toHaveLength(2);
  });

  it('moves the verdict only after 300 ms of quiet', async () => {
    const { store, clock, greet, showRecords } = open();
    await greet();
    await showRecords([navigationRecord(), scriptRecord({ phase: 'loaded' })]);
    expect(judgementOf(store.getState()).verdict.value).toBe('no-tracker');
    clock.advance(299);
    expect(judgementOf(store.getState()).verdict.value).toBe('no-tracker');
    clock.advance(1);
    expect(judgementOf(store.getState()).verdict.value).not.toBe('no-tracker');
  });

  it('judges with the time, so that what does not come is missed without another event', async () => {
    const { store, clock, greet, showRecords } = open();
    await greet();
    await showRecords([navigationRecord({ url: 'https://shop.example.com/?ref=maya-reviews', at: clock.now() })]);
    const rules = () => judgementOf(store.getState()).findings.map(({ rule }) => rule);
    clock.advance(300);
    expect(rules()).not.toContain('script-missing');
    for (let passed = 0; passed < 4000; passed += 1000) clock.advance(1000);
    expect(rules()).toContain('script-missing');
  });

  it('stops judging again once time changes nothing more', async () => {
    const { store, clock, greet, showRecords } = open();
    await greet();
    await showRecords([navigationRecord({ at: clock.now() })]);
    clock.advance(300);
    for (let passed = 0; passed < 4000; passed += 1000) clock.advance(1000);
    const judgement = judgementOf(store.getState());
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    for (let passed = 0; passed < 10_000; passed += 1000) clock.advance(1000);
    expect(changes).toBe(0);
    expect(judgementOf(store.getState())).toBe(judgement);
  });

  it('moves the verdict under steady traffic too', async () => {
    const { store, clock, greet, showRecords } = open();
    await greet();
    await showRecords([navigationRecord(), scriptRecord({ phase: 'loaded' })]);
    for (let passed = 0; passed < 2000; passed += 200) {
      clock.advance(200);
      await showRecords([consoleRecord()]);
    }
    expect(judgementOf(store.getState()).verdict.value).not.toBe('no-tracker');
  });

  it('asks for the page’s cookies, and again when the page is another', async () => {
    const cookie = { name: 'customer_code', value: 'cust_1_2', attributes: {} };
    const { store, greet, show, asked } = open({ answers: { 'list-cookies': () => [cookie] } });
    await greet();
    expect(store.getState().live.cookies).toEqual([cookie]);
    await show({ type: 'status', status: aStatus({ seq: 1000, pageUrl: 'https://shop.example.com/thanks' }) });
    expect(asked('list-cookies')).toHaveLength(2);
  });

  it('says so when recording cannot be switched', async () => {
    const { store, greet } = open({
      answers: {
        'set-recording': () => {
          throw new Error('The background stopped.');
        },
      },
    });
    await greet();
    await store.getState().setRecording(false);
    expect(store.getState().recordingRefused).toBe(
      'Recording could not be stopped: The background stopped. Reload the page and try again.',
    );
    expect(store.getState().live.status?.recording).toBe(true);
  });
});

describe('clearing', () => {
  const clearedPage = () => clearedPageOf(panel.store.getState());

  it('is known until a page is seen anew, and with the page that goes on', async () => {
    const { store, clock, greet, showRecords } = open();
    await greet();
    await showRecords([navigationRecord()]);
    clock.advance(300);
    expect(clearedPage()).toBeUndefined();
    await store.getState().clear();
    expect(clearedPage()).toEqual({ url: PAGE, isRecording: true });
    await showRecords([navigationRecord()]);
    clock.advance(300);
    expect(clearedPage()).toBeUndefined();
  });

  it('is known when it happened elsewhere, and forgotten when it is undone', async () => {
    const { store, greet, send, showRecords, clock } = open();
    await greet();
    await showRecords([navigationRecord()]);
    await send({ type: 'status', status: aStatus({ epoch: 2, recording: false }) });
    clock.runFrame();
    clock.advance(300);
    expect(clearedPage()).toEqual({ url: PAGE, isRecording: false });
    await showRecords([navigationRecord()]);
    await store.getState().clear();
    store.getState().undoClear();
    expect(clearedPage()).toBeUndefined();
  });

  it('empties the view at once and asks the background to clear the journal', async () => {
    const { store, greet, showRecords, asked } = open();
    await greet();
    await showRecords([navigationRecord(), consoleRecord()]);
    const clearing = store.getState().clear();
    expect(timelineOfView(store.getState()).entries).toEqual([]);
    await clearing;
    expect(asked('clear')).toHaveLength(1);
  });

  it('brings everything back with Undo, before what came since', async () => {
    const { store, greet, showRecords, show } = open();
    await greet();
    await showRecords([navigationRecord(), consoleRecord()]);
    await store.getState().clear();
    await show({ type: 'status', status: aStatus({ epoch: 2, seq: 1000 }) });
    await showRecords([requestRecord()]);
    store.getState().undoClear();
    expect(kinds()).toEqual(['navigation', 'console', 'request']);
  });

  it('cannot be undone after 8 s', async () => {
    const { store, clock, greet, showRecords } = open();
    await greet();
    await showRecords([navigationRecord()]);
    await store.getState().clear();
    clock.advance(8000);
    expect(store.getState().cleared).toBeUndefined();
    store.getState().undoClear();
    expect(timelineOfView(store.getState()).entries).toEqual([]);
  });

  it('brings the recording back when the background refuses, and says why', async () => {
    const { store, greet, showRecords } = open({
      answers: {
        clear: () => {
          throw new Error('The disk is full');
        },
      },
    });
    await greet();
    await showRecords([navigationRecord()]);
    await store.getState().clear();
    expect(timelineOfView(store.getState()).entries).toHaveLength(1);
    expect(store.getState().recordingRefused).toContain('The disk is full');
  });
});

describe('the view', () => {
  const aVisit = () => [
    navigationRecord({ url: 'https://shop.example.com/', documentId: 'doc-1' }),
    consoleRecord({ documentId: 'doc-1' }),
    navigationRecord({ url: 'https://shop.example.com/signup', documentId: 'doc-2' }),
    requestRecord({ documentId: 'doc-2' }),
    responseRecord({ documentId: 'doc-2', status: 500, statusText: 'Server Error' }),
  ];

  it('with "Preserve log" off shows what came since the last page load, and keeps the rest for verdict and export', async () => {
    const { store, greet, showRecords, remembered } = open();
    await greet();
    await showRecords(aVisit());
    store.getState().setPreserveLog(false);
    expect(kinds()).toEqual(['navigation', 'request']);
    expect(timelineOfView(store.getState()).entries).toHaveLength(4);
    expect(recordsOf(store.getState().live.timeline)).toHaveLength(5);
    expect(remembered().preserveLog).toBe(false);
    store.getState().setPreserveLog(true);
    expect(kinds()).toEqual(['navigation', 'console', 'navigation', 'request']);
  });

  it('keeps the list as it was while the filter is being mended', async () => {
    const { store, greet, showRecords } = open();
    await greet();
    await showRecords(aVisit());
    store.getState().setFilterText('kind:request');
    expect(kinds()).toEqual(['request']);
    store.getState().setFilterText('kind:requests');
    expect(store.getState().filter.error).toBeTypeOf('string');
    expect(kinds()).toEqual(['request']);
    store.getState().setFilterText('');
    expect(store.getState().filter.error).toBeUndefined();
    expect(kinds()).toHaveLength(4);
  });

  it('shows one kind, adds another, and all again', async () => {
    const { store, greet, showRecords } = open();
    await greet();
    await showRecords(aVisit());
    const { chooseKinds } = store.getState();
    chooseKinds(['request'], false);
    expect(kinds()).toEqual(['request']);
    chooseKinds(['console'], true);
    expect(kinds()).toEqual(['console', 'request']);
    chooseKinds(['request'], true);
    expect(kinds()).toEqual(['console']);
    chooseKinds([], false);
    expect(kinds()).toHaveLength(4);
  });

  it('shows problems only: failures and what findings rest on', async () => {
    const { store, clock, greet, showRecords } = open();
    await greet();
    await showRecords(aVisit());
    clock.advance(300);
    store.getState().setProblemsOnly(true);
    expect(kinds()).toContain('request');
    expect(kinds()).not.toContain('console');
  });

  it('shows an event of a finding whatever the filter said', async () => {
    const { store, greet, showRecords } = open();
    await greet();
    await showRecords(aVisit());
    const [first] = timelineOfView(store.getState()).entries;
    store.getState().setFilterText('kind:request');
    store.getState().reveal(first?.id ?? '');
    expect(store.getState().tab).toBe('Timeline');
    expect(kinds()).toHaveLength(4);
  });

  it('leaves the rows of a folded page out and keeps their places in the count', async () => {
    const { store, greet, showRecords } = open();
    await greet();
    await showRecords(aVisit());
    store.getState().toggleFold(timelineRowsOf(store.getState()).at(0)?.entry.id ?? '');
    const rows = timelineRowsOf(store.getState());
    expect(Array.from({ length: rows.length }, (_, index) => rows.at(index)?.index)).toEqual([1, 3, 4]);
    expect(filteredEntriesOf(store.getState())).toHaveLength(4);
  });

  it('hands out the same rows while nothing they are made of changed', async () => {
    const { store, greet, showRecords } = open();
    await greet();
    await showRecords(aVisit());
    const before = timelineRowsOf(store.getState());
    store.getState().selectTab('Queue');
    store.getState().select('nothing');
    expect(timelineRowsOf(store.getState())).toBe(before);
  });
});

describe('sessions', () => {
  it('exports the whole journal with whole bodies', async () => {
    const { store, greet, showRecords, downloads } = open({
      answers: { 'read-body': () => ({ text: '{"user_id":"u_8142","notes":"the whole of it"}' }) },
    });
    await greet();
    const body = { kind: 'text', text: '{"user_id"', encoding: 'utf8', sizeBytes: 46, digest: 'abc' } as const;
    await showRecords([navigationRecord({ title: 'Sign up' }), requestRecord({ body }), cookieRecord()]);
    store.getState().setPreserveLog(false);
    await store.getState().exportSession({ redact: false });
    const [download] = downloads;
    const session = JSON.parse(download?.text ?? '');
    expect(download?.fileName).toMatch(/shop\.example\.com.*\.json$/);
    expect(session.page).toEqual({ url: 'https://shop.example.com/signup', title: 'Sign up' });
    expect(session.journal).toHaveLength(3);
    expect(session.entries.find((entry: { kind: string }) => entry.kind === 'request').body.text).toContain(
      'the whole of it',
    );
  });

  it('exports a body that the journal lost as cut', async () => {
    const { store, greet, showRecords, downloads } = open();
    await greet();
    const body = { kind: 'text', text: '{"user_id"', encoding: 'utf8', sizeBytes: 46, digest: 'gone' } as const;
    await showRecords([requestRecord({ body })]);
    await store.getState().exportSession({ redact: false });
    const session = JSON.parse(downloads[0]?.text ?? '');
    expect(session.entries[0].body).toMatchObject({ text: '{"user_id"', truncated: true });
  });

  it('redacts personal data on request', async () => {
    const { store, greet, showRecords, downloads } = open();
    await greet();
    await showRecords([queueRecord({ item: ['trackLead', { email: 'ada@example.org', user_id: 'u_8142' }] })]);
    await store.getState().exportSession({ redact: true });
    expect(downloads[0]?.text).not.toContain('ada@example.org');
    expect(JSON.parse(downloads[0]?.text ?? '').redacted).toBe(true);
  });

  it('opens what it exported, read-only, and goes back to the live page', async () => {
    const { store, greet, showRecords, downloads } = open();
    await greet();
    await showRecords([navigationRecord(), requestRecord()]);
    await store.getState().exportSession({ redact: false });
    await store.getState().clear();
    store.getState().importSession('mine.json', downloads[0]?.text ?? '');
    expect(kinds()).toEqual(['navigation', 'request']);
    await showRecords([consoleRecord()]);
    expect(kinds()).toEqual(['navigation', 'request']);
    await store.getState().clear();
    expect(kinds()).toEqual(['console']);
  });

  it('exports the requests as HAR, and opens a HAR with what it cannot tell', async () => {
    const { store, greet, showRecords, downloads } = open();
    await greet();
    await showRecords([navigationRecord(), requestRecord(), responseRecord(), consoleRecord()]);
    await store.getState().exportSession({ redact: false, format: 'har' });
    const [har] = downloads;
    expect(har?.fileName).toMatch(/\.har$/);
    store.getState().importSession('other.har', har?.text ?? '');
    expect(kinds()).toContain('request');
    expect(kinds()).not.toContain('console');
    expect(store.getState().imported?.limits.join(' ')).toContain('no console');
  });

  it('refuses a file that is no session with the reason, and leaves the view alone', async () => {
    const { store, greet, showRecords } = open();
    await greet();
    await showRecords([navigationRecord()]);
    store.getState().importSession('notes.txt', 'hello');
    expect(store.getState().importRefused).toMatch(/^notes\.txt was not imported\. /);
    expect(kinds()).toEqual(['navigation']);
    store.getState().dismissRefusals();
    expect(store.getState().importRefused).toBeUndefined();
  });
});
