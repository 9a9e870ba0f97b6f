import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { hasCode, reasonOf } from '@/lib/cli/state-file';
import type { Judgement } from '@/lib/model/judgement';
import { judge } from '@/lib/rules/judge';
import { createHarReader, type HarReading, looksLikeHar } from '@/lib/session/har-in';
import { checkSessionSize, readSession } from '@/lib/session/session-file';
import { judgeOptionsOf } from '@/lib/session/session-settings';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { type Timeline, timelineOf } from '@/lib/timeline/timeline';

/** A session file or HAR on disk, judged. A HAR is read as a stream, so that its size hardly matters. */
export type JudgedRecording = {
  kind: 'session' | 'har';
  page: { url: string; title: string };
  browser: string;
  redacted: boolean;
  timeline: Timeline;
  judgement: Judgement;
  limits: string[];
};

export type RecordingReading = { ok: true; recording: JudgedRecording } | { ok: false; message: string };

const BEGINNING_BYTES = 4096;

export async function readRecording(path: string): Promise<RecordingReading> {
  try {
    const { size } = await stat(path);
    if (looksLikeHar(await beginningOf(path))) return fromHar(await readHarFile(path));
    const tooLarge = checkSessionSize(size);
    return tooLarge ? { ok: false, message: tooLarge } : fromSession(await readFile(path, 'utf8'));
  } catch (error) {
    return { ok: false, message: fileFault(error) };
  }
}

/** Expected faults of the file system in words; what else went wrong in the engine's own. */
export function fileFault(error: unknown): string {
  if (hasCode(error, 'ENOENT')) return 'There is no such file.';
  if (hasCode(error, 'EISDIR')) return 'This is a directory. Name the file in it.';
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return 'The file may not be read by you.';
  return `The file cannot be read: ${reasonOf(error)}`;
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readHarFile(path: string): Promise<HarReading> {
  const reader = createHarReader();
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) reader.write(String(chunk));
  return reader.end();
}

function fromHar(reading: HarReading): RecordingReading {
  if (!reading.ok) return reading;
  const { records, page, creator, browser, limits } = reading.recording;
  const timeline = foldAll(emptyTimeline(), records);
  return {
    ok: true,
    recording: {
      kind: 'har',
      page,
      browser: browser || creator,
      redacted: false,
      timeline,
      judgement: judge(timeline),
      limits,
    },
  };
}

function fromSession(text: string): RecordingReading {
  const reading = readSession(text);
  if (!reading.ok) return reading;
  const { session } = reading;
  const { journal, entries, page, generator, redacted } = session;
  const timeline = journal.length > 0 ? foldAll(emptyTimeline(), journal) : timelineOf(entries);
  const judgement = judge(timeline, judgeOptionsOf(session));
  return {
    ok: true,
    recording: { kind: 'session', page, browser: generator.browser, redacted, timeline, judgement, limits: [] },
  };
}
