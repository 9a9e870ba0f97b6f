import type { PanelConnection } from '@/lib/messaging/protocol';
import type { Body } from '@/lib/model/body';
import type { JournalRecord } from '@/lib/model/observation';
import type { Session } from '@/lib/model/session';
import { judge } from '@/lib/rules/judge';
import { type RedactionOptions, redact } from '@/lib/session/redaction';
import { writeSession } from '@/lib/session/session-file';
import { emptyTimeline, foldAll, recordsOf } from '@/lib/timeline/fold';
import type { PanelEnvironment, PanelState } from './panel-store';
import { isProductionByChoice } from './selectors';

/** What "Export session" writes: the live journal with whole bodies, or the imported session again. */
export async function exportedSession(
  state: PanelState,
  { connection, clock, generator }: PanelEnvironment,
  options: { redact: boolean; redaction?: RedactionOptions | undefined },
): Promise<Session> {
  const session = state.imported?.session ?? (await liveSession(state, connection, clock.now(), generator));
  return options.redact ? redact(session, options.redaction) : session;
}

async function liveSession(
  state: PanelState,
  connection: PanelConnection,
  now: number,
  generator: Session['generator'],
): Promise<Session> {
  const { timeline: folded, status, cookies } = state.live;
  const held = recordsOf(folded);
  const records = await Promise.all(held.map((record) => withWholeBody(record, connection)));
  const isUnchanged = records.every((record, index) => record === held[index]);
  const timeline = isUnchanged ? folded : foldAll(emptyTimeline(), records);
  const production = isProductionByChoice(state);
  const settings = production === undefined ? undefined : { production };
  return writeSession({
    records,
    timeline,
    // As whoever opens it will: what has not come in the file will not.
    judgement: judge(timeline, settings),
    ...(settings && { settings }),
    cookies: [...cookies],
    page: { url: status?.pageUrl ?? '', title: titleIn(records) },
    generator,
    exportedAt: new Date(now).toISOString(),
  });
}

/** Bodies above the inline limit come from the journal's store; one that is gone stays cut, and says so. */
async function withWholeBody(record: JournalRecord, connection: PanelConnection): Promise<JournalRecord> {
  if (record.kind !== 'request' && record.kind !== 'response') return record;
  const { body } = record;
  if (body.kind !== 'text' || body.digest === undefined) return record;
  return { ...record, body: await wholeBody(body, body.digest, connection) };
}

async function wholeBody(
  body: Extract<Body, { kind: 'text' }>,
  digest: string,
  connection: PanelConnection,
): Promise<Body> {
  const { digest: _, ...inline } = body;
  try {
    const { text } = await connection.ask('read-body', { digest });
    return { ...inline, text };
  } catch {
    return { ...inline, truncated: true };
  }
}

function titleIn(records: readonly JournalRecord[]): string {
  const titled = records.findLast((record) => record.kind === 'navigation' && record.frameId === 0 && record.title);
  return titled?.kind === 'navigation' ? (titled.title ?? '') : '';
}
