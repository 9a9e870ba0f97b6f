import type { Dialect } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { fieldOf } from '@/lib/tracker/decode';
import { checkLead, type LeadCheck } from '@/lib/tracker/lead-payload';
import { type PayloadReading, type PayloadText, readPayloadText } from './payload-text';

/** A pasted payload against the documentation: what the scratchpad and `affitor-inspector validate` say alike. */
export type PayloadChoice = { dialect?: Dialect | undefined; mode?: 'browser' | 'server' | undefined };

export type CheckedPayload = {
  ok: true;
  read: PayloadText;
  check: LeadCheck;
  dialect: Dialect;
  mode: 'browser' | 'server';
};

/** What is not chosen the text itself says, and what it does not say is v1 from a browser. */
export function checkPayloadText(
  text: string,
  choice: PayloadChoice = {},
): CheckedPayload | Extract<PayloadReading, { ok: false }> {
  const read = readPayloadText(text);
  if (!read.ok) return read;
  const dialect = choice.dialect ?? read.dialect ?? dialectOf(read.payload);
  const mode = choice.mode ?? read.mode ?? 'browser';
  const check = checkLead(read.payload, { dialect, mode, ...(read.key !== undefined && { key: read.key }) });
  return { ok: true, read, check, dialect, mode };
}

/** Only the second generation has these fields. */
function dialectOf(payload: Json | undefined): Dialect {
  const isV2 = ['customer_key', 'customerKey', 'click_id'].some((name) => fieldOf(payload, name) !== undefined);
  return isV2 && fieldOf(payload, 'user_id') === undefined ? 'v2' : 'v1';
}
