import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFile } from '@/lib/store/opened-file';
import { judgementOf, pageUrlOf, timelineOfView } from '@/lib/store/selectors';
import { consoleRecord, navigationRecord, resetRecords, scriptRecord } from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';
import { aPanel, type TestPanel } from './support';

let panel: TestPanel;
const state = () => panel.store.getState();
const shown = () => timelineOfView(state()).entries.length;
const RECORDS = 5000;

function longText(last: object = consoleRecord()): string {
  const journal: object[] = [navigationRecord(), scriptRecord({ phase: 'loaded' })];
  while (journal.length < RECORDS - 1) journal.push(consoleRecord({ text: 'A long line. '.repeat(40) }));
  return JSON.stringify({ ...aSession(), journal: [...journal, last], entries: [] });
}

const toTheEnd = () => {
  for (let step = 0; state().opening && step < 20; step += 1) panel.clock.advance(0);
};

beforeEach(async () => {
  resetRecords();
  panel = aPanel();
  await panel.greet();
  await panel.showRecords([navigationRecord()]);
});
afterEach(() => panel.close());

describe('a long file', () => {
  it('shows its first events while the rest is read, and is judged once all is there', () => {
    const text = longText();
    state().importSession('long.json', text);
    expect(state().opening).toMatchObject({ fileName: 'long.json', share: 0 });
    expect(shown()).toBe(0);
    panel.clock.advance(0);
    expect(shown()).toBe(2000);
    expect(state().opening?.share).toBeCloseTo(2 / 5);
    expect(judgementOf(state()).verdict.value).toBe('no-tracker');
    toTheEnd();
    expect(state().opening).toBeUndefined();
    expect(judgementOf(state()).verdict.value).not.toBe('no-tracker');
    const whole = openFile(text, 0);
    if (!whole.ok) throw new Error(whole.message);
    expect(state().imported?.session).toEqual(whole.opened.session);
    expect(timelineOfView(state()).entries).toEqual(whole.opened.timeline.entries);
  });

  it('can be given up, which leaves what was shown before', () => {
    const url = pageUrlOf(state());
    state().importSession('long.json', longText());
    panel.clock.advance(0);
    expect(pageUrlOf(state())).not.toBe('');
    state().cancelOpening();
    panel.clock.advance(0);
    expect(state().opening).toBeUndefined();
    expect([shown(), pageUrlOf(state())]).toEqual([1, url]);
  });

  it('is refused with the place where it is damaged, and leaves what was shown before', () => {
    state().importSession('good.json', JSON.stringify(aSession()));
    const before = state().imported;
    state().importSession('long.json', longText({ ...consoleRecord(), at: 'yesterday' }));
    toTheEnd();
    expect(state().importRefused).toContain(`"journal.${RECORDS - 1}.at" cannot be "yesterday"`);
    expect(state().imported).toBe(before);
  });

  it('gives way to another file', () => {
    state().importSession('long.json', longText());
    panel.clock.advance(0);
    state().importSession('good.json', JSON.stringify(aSession()));
    toTheEnd();
    expect(state().imported?.fileName).toBe('good.json');
  });

  it('is exported only when it is all there', async () => {
    state().importSession('long.json', longText());
    panel.clock.advance(0);
    await state().exportSession({ redact: false });
    expect(panel.downloads).toEqual([]);
    expect(state().exportRefused).toContain('long.json is still being opened');
  });
});
