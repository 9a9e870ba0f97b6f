import * as v from 'valibot';
import { DIALECT_NAMES } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import { LEDGER_FORMAT, LEDGER_VERSION, type LedgerSnapshot } from '@/lib/model/ledger';

/** The shape of a state file. Programs, partners and links may be written by hand, so the rest may be left out. */

const Text = v.pipe(v.string(), v.nonEmpty('Expected a text that is not empty'));
const Whole = v.pipe(v.number(), v.safeInteger('Expected a whole number'));
const Id = v.pipe(Whole, v.minValue(1, 'Expected a positive whole number'));
const Time = v.pipe(Whole, v.minValue(0, 'Expected a time in epoch milliseconds'));
const Count = v.pipe(Whole, v.minValue(0, 'Expected a whole number, 0 or more'));
const Days = v.pipe(v.number(), v.minValue(0, 'Expected a number of days, 0 or more'));
const Percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100, 'Expected a percentage from 0 to 100'));
const Dialect = v.picklist(DIALECT_NAMES);
const State = v.picklist(['active', 'inactive'], 'Expected "active" or "inactive"');

/** Kept as it stands: what JSON.parse made can be nothing but JSON. */
const AnyJson: v.GenericSchema<unknown, Json> = v.custom<Json>((value) => value !== undefined);
const Details: v.GenericSchema<unknown, JsonObject> = v.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'Expected an object',
);

/** What tells that an e-mail address came in by hand: only its hash and mask may be kept. */
const Hash = v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hex')));
const Mask = v.nullable(v.pipe(v.string(), v.includes('•', 'Expected a masked address, such as jo•••@example.com')));

const kept = { email_sha256: v.optional(Hash, null), email_mask: v.optional(Mask, null) };
const TextOrNull = v.optional(v.nullable(v.string()), null);

const Program = v.object({
  id: Id,
  name: v.optional(v.string(), ''),
  token: Text,
  state: v.optional(State, 'active'),
  lead_auth: v.optional(v.picklist(['open', 'server_required']), 'open'),
  cookie_window_days: v.optional(Days, 60),
  attribution_window_days: v.optional(Days, 60),
  commission_percent: v.optional(Percent, 30),
});

const Partner = v.object({ id: Text, name: v.optional(v.string(), '') });

const Link = v.object({ code: Text, program_id: Id, partner: Text, state: v.optional(State, 'active') });

const Customer = v.object({
  code: Text,
  program_id: Id,
  status: v.picklist(['click', 'lead', 'conversion']),
  customer_key: TextOrNull,
  partner: TextOrNull,
  partner_code: TextOrNull,
  clicked_at: Time,
  created_at: Time,
  ...kept,
});

const Click = v.object({
  id: Id,
  at: Time,
  customer_code: Text,
  program_id: Id,
  partner: Text,
  partner_code: Text,
  affiliate_url: v.string(),
  page_url: TextOrNull,
  dialect: Dialect,
});

const Lead = v.object({
  id: Id,
  at: Time,
  updated_at: Time,
  updates: v.optional(Count, 0),
  customer_code: Text,
  program_id: Id,
  customer_key: TextOrNull,
  ...kept,
  page_url: TextOrNull,
  additional_data: v.optional(AnyJson, null),
  provisional: v.optional(v.boolean(), false),
  via: v.picklist(['browser', 'server']),
  dialect: Dialect,
});

const Sale = v.object({
  id: Id,
  at: Time,
  transaction_id: Text,
  customer_code: Text,
  customer_key: TextOrNull,
  program_id: Id,
  partner: Text,
  partner_code: Text,
  amount_cents: Count,
  refunded_cents: v.optional(Count, 0),
  currency: v.optional(v.string(), 'USD'),
  sale_type: v.optional(v.string(), 'payment'),
  commission_id: v.optional(v.nullable(Id), null),
  details: v.optional(Details, () => ({})),
});

const Commission = v.object({
  id: Id,
  at: Time,
  sale_id: Id,
  program_id: Id,
  partner: Text,
  partner_code: Text,
  amount_cents: Count,
  state: v.picklist(['pending', 'reduced', 'reversed']),
});

const TestEvent = v.object({
  id: Id,
  at: Time,
  program_id: v.optional(v.nullable(v.union([v.number(), v.string()])), null),
  event_type: v.string(),
  step_id: TextOrNull,
  dialect: Dialect,
});

const Chain = v.object({ id: Id, at: Time, program_id: Id, attributed: v.boolean() });

const none = () => [];

export const WorldSchema: v.GenericSchema<unknown, LedgerSnapshot> = v.object({
  format: v.literal(LEDGER_FORMAT),
  version: v.literal(LEDGER_VERSION, `Expected ${LEDGER_VERSION}, the only version this can read`),
  next_id: v.optional(Id, 1),
  programs: v.array(Program),
  partners: v.array(Partner),
  links: v.array(Link),
  customers: v.optional(v.array(Customer), none),
  clicks: v.optional(v.array(Click), none),
  leads: v.optional(v.array(Lead), none),
  sales: v.optional(v.array(Sale), none),
  commissions: v.optional(v.array(Commission), none),
  test_events: v.optional(v.array(TestEvent), none),
  chains: v.optional(v.array(Chain), none),
});
