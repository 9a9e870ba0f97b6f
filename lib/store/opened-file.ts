import type { Session } from '@/lib/model/session';
import { judge } from '@/lib/rules/judge';
import { type HarRecording, looksLikeHar, readHar } from '@/lib/session/har-in';
import { sessionSteps, writeSession } from '@/lib/session/session-file';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { prepareSearch } from '@/lib/timeline/search-text';
import { type Timeline, timelineOf } from '@/lib/timeline/timeline';

/** A file somebody opens in the panel, as a session: one of ours, or a HAR recorded elsewhere. */
export type OpenedFile = {
  session: Session;
  timeline: Timeline;
  /** What a file of this kind cannot tell, in sentences. */
  limits: string[];
};

export type FileOpening = { ok: true; opened: OpenedFile } | { ok: false; message: string };

/** How far a long session is opened: what is there so far, of which the session holds all but the journal's end. */
export type OpeningStep = { session: Session; timeline: Timeline; share: number };

export function openFile(text: string, now: number): FileOpening {
  const steps = openingSteps(text, now);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** Opens a file part by part, so that its first events are shown while the rest is read. */
export function* openingSteps(text: string, now: number): Generator<OpeningStep, FileOpening> {
  if (looksLikeHar(text)) {
    const har = readHar(text);
    return har.ok ? { ok: true, opened: openedHar(har.recording, now) } : har;
  }
  const steps = sessionSteps(text);
  let timeline = emptyTimeline();
  let searchable = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) {
      const { session, records, share } = step.value;
      timeline = foldAll(timeline, records);
      // So that the first letter typed into the filter is no slower than the next.
      searchable = prepareSearch(timeline.entries, searchable, () => true);
      yield { session, timeline, share };
      continue;
    }
    if (!step.value.ok) return step.value;
    const { session } = step.value;
    if (session.journal.length === 0) timeline = timelineOf(session.entries);
    return { ok: true, opened: { session, timeline, limits: [] } };
  }
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
