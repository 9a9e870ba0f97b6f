import type { Session } from '@/lib/model/session';
import { judge } from '@/lib/rules/judge';
import { type HarRecording, readHar } from '@/lib/session/har-in';
import { readSession, writeSession } from '@/lib/session/session-file';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { type Timeline, timelineOf } from '@/lib/timeline/timeline';

/** A file somebody opens in the panel, as a session: one of ours, or a HAR recorded elsewhere. */
export type OpenedFile = {
  session: Session;
  timeline: Timeline;
  /** What a file of this kind cannot tell, in sentences. */
  limits: string[];
};

export type FileOpening = { ok: true; opened: OpenedFile } | { ok: false; message: string };

const HAR_BEGINNING = /^\uFEFF?\s*\{\s*"log"\s*:/;

export function openFile(text: string, now: number): FileOpening {
  if (HAR_BEGINNING.test(text)) {
    const har = readHar(text);
    return har.ok ? { ok: true, opened: openedHar(har.recording, now) } : har;
  }
  const read = readSession(text);
  if (!read.ok) return read;
  const { session } = read;
  const timeline = session.journal.length > 0 ? foldAll(emptyTimeline(), session.journal) : timelineOf(session.entries);
  return { ok: true, opened: { session, timeline, limits: [] } };
}

function openedHar({ records, page, creator, browser, limits }: HarRecording, now: number): OpenedFile {
  const timeline = foldAll(emptyTimeline(), records);
  const session = writeSession({
    records,
    timeline,
    judgement: judge(timeline),
    cookies: [],
    page,
    generator: { name: creator || 'HAR', version: '', browser },
    exportedAt: new Date(records.at(-1)?.at ?? now).toISOString(),
  });
  return { session, timeline, limits };
}
