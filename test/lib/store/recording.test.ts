import { beforeEach, describe, expect, it } from 'vitest';
import { applyEvents, emptyRecording } from '@/lib/store/recording';
import { recordsOf } from '@/lib/timeline/fold';
import { consoleRecord, navigationRecord, requestRecord, resetRecords } from '@/test/fixtures/records';
import { aStatus } from './support';

const hello = (overrides: Parameters<typeof aStatus>[0] = {}) =>
  ({ type: 'hello', protocol: 1, status: aStatus({ seq: 100, ...overrides }) }) as const;

describe('what has come over the connection', () => {
  beforeEach(resetRecords);

  it('folds records in the order they came', () => {
    const records = [navigationRecord(), consoleRecord(), requestRecord()];
    const recording = applyEvents(emptyRecording(), [hello(), { type: 'records', records }]);
    expect(recording.link).toBe('connected');
    expect(recordsOf(recording.timeline)).toHaveLength(3);
    expect(recording.timeline.entries.map((entry) => entry.kind)).toEqual(['navigation', 'console', 'request']);
  });

  it('takes a record that comes again after a reconnection only once', () => {
    const records = [navigationRecord(), consoleRecord()];
    const first = applyEvents(emptyRecording(), [hello(), { type: 'records', records }]);
    const again = applyEvents(first, [{ type: 'disconnected' }, hello(), { type: 'records', records }]);
    expect(recordsOf(again.timeline)).toHaveLength(2);
    expect(again.timeline).toBe(first.timeline);
  });

  it('starts anew when the journal was cleared, and keeps what came after', () => {
    const [before, after] = [navigationRecord(), consoleRecord()];
    const recording = applyEvents(emptyRecording(), [
      hello({ epoch: 1 }),
      { type: 'records', records: [before] },
      { type: 'status', status: aStatus({ epoch: 2 }) },
      { type: 'records', records: [after] },
    ]);
    expect(recordsOf(recording.timeline).map((record) => record.id)).toEqual([after.id]);
    expect(recording.timeline.entries).toHaveLength(1);
  });

  it('starts anew when the journal lost its end, since all of it is sent again', () => {
    const records = [navigationRecord(), consoleRecord()];
    const full = applyEvents(emptyRecording(), [hello(), { type: 'records', records }]);
    const greeted = applyEvents(full, [hello({ seq: 1 })]);
    expect(recordsOf(greeted.timeline)).toEqual([]);
  });

  it('keeps every gap for the reader', () => {
    const recording = applyEvents(emptyRecording(), [{ type: 'gap', fromSeq: 1, toSeq: 12 }]);
    expect(recording.gaps).toEqual([{ fromSeq: 1, toSeq: 12 }]);
  });

  it('stays at "reload needed" whatever the port does afterwards', () => {
    const recording = applyEvents(emptyRecording(), [
      { type: 'reload-needed' },
      { type: 'disconnected' },
      { type: 'connected' },
    ]);
    expect(recording.link).toBe('reload-needed');
  });
});
