import type { Context } from 'hono';
import type { JsonObject } from '@/lib/model/json';
import type { ProgramRow } from '@/lib/model/ledger';
import { keyOrNull, type RouteEnv, textOrNull, type World } from './call';
import { ERRORS } from './errors';

/** Test mode: a call with `additional_data.test_mode` leaves a test event behind and changes nothing else. */

export function isTestMode(body: JsonObject): boolean {
  return readAdditional(body)?.test_mode === true;
}

export function readAdditional(body: JsonObject): JsonObject | undefined {
  const value = body.additional_data;
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

/** A numeric id as a number, any other as it came, so that a wrong one can be seen for what it is. */
export function readProgramId(value: unknown): number | string | null {
  const text = keyOrNull(value);
  return text !== null && /^\d+$/.test(text) ? Number(text) : text;
}

export function answerTestMode(
  world: World,
  c: Context<RouteEnv>,
  word: 'click' | 'lead' | 'sale' | 'refund',
  program?: ProgramRow,
): Response {
  const { body, dialect } = c.env;
  const additional = readAdditional(body);
  const programId = readProgramId(additional?.program_id) ?? program?.id ?? readProgramId(body.program_id);
  if (programId === null) return c.json({ error: ERRORS.programIdRequired }, 400);
  const id = world.ledger.nextId();
  world.ledger.testEvents.put({
    id,
    at: world.now(),
    program_id: programId,
    event_type: word,
    step_id: textOrNull(additional?.step_id),
    dialect,
  });
  return c.json({
    success: true,
    message: `Test ${word} event tracked successfully`,
    data: { eventId: id, programId, test_mode: true },
  });
}
