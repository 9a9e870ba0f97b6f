import * as v from 'valibot';
import type { JournalRecord } from '@/lib/model/observation';
import { json, observationSchema } from '@/lib/model/observation-schema';
import type { CookieState } from '@/lib/model/session';
import { siteTestViewSchema } from '@/lib/model/site-test-schema';
import type { PanelMessage, PanelReply, RelayMessage } from './protocol';

/**
 * Where messages stop being `unknown`, one parser a hop. A message that does not fit is dropped by its receiver and
 * counted; in a batch of observations only the misfits are.
 */

export type Parsed<Message> = { ok: true; message: Message } | { ok: false };

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const protocol = v.number();
/** As many as a page may name; the user may have set more. */
const hosts = v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(200));

/** Observations are parsed one by one, so that one forged by a page cannot spoil its batch. */
const batch = v.pipe(
  v.object({ type: v.literal('observations'), observations: v.array(v.unknown()) }),
  v.transform(({ type, observations }) => ({ type, ...parseObservations(observations) })),
);

const relayMessage = v.variant('type', [
  v.object({
    type: v.literal('hello'),
    protocol,
    nonce: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
    url: v.string(),
    hasTracker: v.boolean(),
  }),
  batch,
  v.object({ type: v.literal('tracker'), hosts }),
  v.object({ type: v.literal('rejected'), count }),
  v.object({ type: v.literal('ping') }),
]) satisfies v.GenericSchema<unknown, RelayMessage>;

const panelMessage = v.variant('type', [
  v.object({
    type: v.literal('hello'),
    protocol,
    tabId: v.pipe(v.number(), v.safeInteger()),
    afterSeq: count,
    epoch: v.exactOptional(v.number()),
  }),
  batch,
  v.object({ type: v.literal('ask'), id: count, method: v.string(), params: json }),
  v.object({ type: v.literal('ping') }),
]) satisfies v.GenericSchema<unknown, PanelMessage>;

const journalStatus = v.object({
  recording: v.boolean(),
  dropped: count,
  rejected: count,
  seq: count,
  pageUrl: v.string(),
  routed: v.boolean(),
  epoch: v.number(),
  hosts: v.exactOptional(v.array(v.string())),
});

/** What our own background sends was parsed when it came in; a panel opened on 100,000 records checks their heads. */
const isRecord = (value: unknown): value is JournalRecord =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  Number.isSafeInteger(value.seq) &&
  'id' in value &&
  typeof value.id === 'string' &&
  'kind' in value &&
  typeof value.kind === 'string' &&
  'at' in value &&
  typeof value.at === 'number';

const isCookieState = (value: unknown): value is CookieState =>
  typeof value === 'object' && value !== null && 'name' in value && 'value' in value && 'attributes' in value;

const panelReply = v.variant('type', [
  v.object({ type: v.literal('hello'), protocol, status: journalStatus }),
  v.object({ type: v.literal('records'), records: v.array(v.custom<JournalRecord>(isRecord)) }),
  v.object({ type: v.literal('status'), status: journalStatus }),
  v.object({ type: v.literal('gap'), fromSeq: count, toSeq: count }),
  v.object({ type: v.literal('cookies'), cookies: v.array(v.custom<CookieState>(isCookieState)) }),
  v.object({ type: v.literal('site-test'), view: siteTestViewSchema }),
  v.object({ type: v.literal('ack'), id: v.string() }),
  v.object({ type: v.literal('answer'), id: count, result: json }),
  v.object({ type: v.literal('refusal'), id: count, message: v.string() }),
  v.object({ type: v.literal('reload-needed') }),
]) satisfies v.GenericSchema<unknown, PanelReply>;

/** What arrived, with the number of observations in it that did not parse. */
export type HeardRelayMessage = v.InferOutput<typeof relayMessage>;
export type HeardPanelMessage = v.InferOutput<typeof panelMessage>;

export const parseRelayMessage = (message: unknown): Parsed<HeardRelayMessage> => parse(relayMessage, message);
export const parsePanelMessage = (message: unknown): Parsed<HeardPanelMessage> => parse(panelMessage, message);
export const parsePanelReply = (message: unknown): Parsed<PanelReply> => parse(panelReply, message);

/** Keeps what parses, in order, counts the rest, and tells the last id, by which the sender knows what has arrived. */
export function parseObservations(values: readonly unknown[]) {
  const observations = values.flatMap((value) => {
    const parsed = v.safeParse(observationSchema, value);
    return parsed.success ? [parsed.output] : [];
  });
  const last = v.safeParse(v.object({ id: v.string() }), values.at(-1));
  return {
    observations,
    rejected: values.length - observations.length,
    ...(last.success && { lastId: last.output.id }),
  };
}

function parse<Message>(schema: v.GenericSchema<unknown, Message>, message: unknown): Parsed<Message> {
  const parsed = v.safeParse(schema, message);
  return parsed.success ? { ok: true, message: parsed.output } : { ok: false };
}
