import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hasCode, reasonOf } from '@/lib/cli/state-file';
import { limitsOf } from '@/lib/expectations/report/limits';
import type { Judgement } from '@/lib/model/judgement';
import { judge } from '@/lib/rules/judge';
import { createHarReader, type HarReading, looksLikeHar } from '@/lib/session/har-in';
import { checkSessionSize, readSession } from '@/lib/session/session-file';
import { judgeOptionsOf } from '@/lib/session/session-settings';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { type Timeline, timelineOf } from '@/lib/timeline/timeline';

/** A session file or HAR, judged: from disk or standard input, as a stream, so that a HAR's size hardly matters. */
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

/** What shows of which kind a file is. */
const BEGINNING_CHARS = 4096;

export async function readRecordingFile(path: string): Promise<RecordingReading> {
  try {
    const { size } = await stat(path);
    return await readRecording(createReadStream(path, { encoding: 'utf8' }), size);
  } catch (error) {
    return { ok: false, message: fileFault(error) };
  }
}

export async function readRecordingStream(chunks: AsyncIterable<string>): Promise<RecordingReading> {
  try {
    return await readRecording(chunks);
  } catch (error) {
    return { ok: false, message: fileFault(error) };
  }
}

/** `sizeBytes`, where it is known beforehand, saves reading a session that is too large to be opened. */
async function readRecording(chunks: AsyncIterable<string>, sizeBytes = 0): Promise<RecordingReading> {
  let beginning = '';
  let read: Reader | undefined;
  for await (const chunk of chunks) {
    if (read) {
      read.write(chunk);
      continue;
    }
    beginning += chunk;
    if (beginning.length < BEGINNING_CHARS) continue;
    read = readerFor(beginning);
    const tooLarge = read.limited && checkSessionSize(sizeBytes);
    if (tooLarge) return { ok: false, message: tooLarge };
  }
  return (read ?? readerFor(beginning)).end();
}

/** Expected faults of the file system in words; what else went wrong in the engine's own. */
export function fileFault(error: unknown): string {
  if (hasCode(error, 'ENOENT')) return 'There is no such file.';
  if (hasCode(error, 'EISDIR')) return 'This is a directory. Name the file in it.';
  if (hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return 'The file may not be read by you.';
  return `The file cannot be read: ${reasonOf(error)}`;
}

type Reader = { limited: boolean; write(chunk: string): void; end(): RecordingReading };

function readerFor(beginning: string): Reader {
  const reader = looksLikeHar(beginning) ? harReader() : sessionReader();
  reader.write(beginning);
  return reader;
}

function harReader(): Reader {
  const reader = createHarReader();
  return { limited: false, write: reader.write, end: () => fromHar(reader.end()) };
}

/** A session is parsed whole; of one that is too large only its size is kept. */
function sessionReader(): Reader {
  let chunks: string[] = [];
  let size = 0;
  return {
    limited: true,
    write(chunk) {
      size += chunk.length;
      if (checkSessionSize(size)) chunks = [];
      else chunks.push(chunk);
    },
    end() {
      const tooLarge = checkSessionSize(size);
      return tooLarge ? { ok: false, message: tooLarge } : fromSession(chunks.join(''));
    },
  };
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
      limits: [...limits, ...limitsOf(timeline)],
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
    recording: {
      kind: 'session',
      page,
      browser: generator.browser,
      redacted,
      timeline,
      judgement,
      limits: limitsOf(timeline),
    },
  };
}
