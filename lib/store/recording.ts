import type { JournalStatus, PanelEvent } from '@/lib/messaging/protocol';
import type { JournalRecord } from '@/lib/model/observation';
import type { CookieState } from '@/lib/model/session';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import type { Timeline } from '@/lib/timeline/timeline';

/** What has come over the connection, and how a frame's worth of events changes it. Pure; the slice holds the result. */

export type Link = 'connecting' | 'connected' | 'disconnected' | 'reload-needed';

export type Gap = { fromSeq: number; toSeq: number };

export type Recording = {
  link: Link;
  status?: JournalStatus;
  /** Holds the records too. */
  timeline: Timeline;
  cookies: readonly CookieState[];
  gaps: readonly Gap[];
};

export function emptyRecording(): Recording {
  return { link: 'connecting', timeline: emptyTimeline(), cookies: [], gaps: [] };
}

/** Folds the events in order; records are folded together, once for each journal they belong to. */
export function applyEvents(recording: Recording, events: readonly PanelEvent[]): Recording {
  let result = recording;
  let fresh: JournalRecord[] = [];
  const foldFresh = () => {
    result = withRecords(result, fresh);
    fresh = [];
  };
  for (const event of events) {
    if (event.type === 'records') {
      fresh.push(...event.records);
    } else {
      foldFresh();
      result = applyEvent(result, event);
    }
  }
  foldFresh();
  return result;
}

/** Reconnecting may bring a record again: seq tells, since the journal gives them out in order. */
function withRecords(recording: Recording, incoming: readonly JournalRecord[]): Recording {
  const { timeline } = recording;
  const fresh = incoming.filter((record) => record.seq > timeline.lastSeq);
  return fresh.length === 0 ? recording : { ...recording, timeline: foldAll(timeline, fresh) };
}

function applyEvent(recording: Recording, event: Exclude<PanelEvent, { type: 'records' }>): Recording {
  switch (event.type) {
    case 'hello':
      return { ...greeted(recording, event.status), link: 'connected' };
    case 'status':
      return withStatus(recording, event.status);
    case 'site-test':
      return recording;
    case 'cookies':
      return { ...recording, cookies: event.cookies };
    case 'gap':
      return { ...recording, gaps: [...recording.gaps, { fromSeq: event.fromSeq, toSeq: event.toSeq }] };
    case 'connected':
      return recording.link === 'reload-needed' ? recording : { ...recording, link: 'connected' };
    case 'disconnected':
      return recording.link === 'reload-needed' ? recording : { ...recording, link: 'disconnected' };
    case 'reload-needed':
      return { ...recording, link: 'reload-needed' };
  }
}

/** A journal that ends before what we hold lost its end when the background stopped; it comes again from the start. */
function greeted(recording: Recording, status: JournalStatus): Recording {
  const hasLostItsEnd = recording.timeline.lastSeq > status.seq;
  return withStatus(hasLostItsEnd ? withoutRecords(recording) : recording, status);
}

/** A new epoch means that the journal was cleared: what we hold belongs to the old one. */
function withStatus(recording: Recording, status: JournalStatus): Recording {
  const isSameJournal = recording.status === undefined || recording.status.epoch === status.epoch;
  const base = isSameJournal ? recording : withoutRecords(recording);
  return { ...base, status };
}

export function withoutRecords(recording: Recording): Recording {
  return { ...recording, timeline: emptyTimeline(), gaps: [] };
}
