import type { Dialect, EndpointName } from './entry';
import type { Json, JsonObject } from './json';

/**
 * What the mock tracking API keeps, in the shape of its state file and of `GET /__mock/ledger`. Names are the
 * vendor's own words, as on the wire. Times are epoch ms. No e-mail address is ever in it: only a hash and a mask.
 */

export type Activity = 'active' | 'inactive';

export type CustomerStatus = 'click' | 'lead' | 'conversion';

export type ProgramRow = {
  id: number;
  name: string;
  /** The program's API key, for server calls. */
  token: string;
  state: Activity;
  /** `server_required` makes browser leads provisional until a server confirms them. */
  lead_auth: 'open' | 'server_required';
  cookie_window_days: number;
  attribution_window_days: number;
  commission_percent: number;
};

export type PartnerRow = { id: string; name: string };

/** A referral link; `code` is what stands in `?ref=` or `?aff=`. */
export type LinkRow = { code: string; program_id: number; partner: string; state: Activity };

export type CustomerRow = {
  /** `cust_<program>_<epoch ms>`, the value of the customer cookie. */
  code: string;
  program_id: number;
  status: CustomerStatus;
  customer_key: string | null;
  /** The partner of the last click, and the code that click came with. */
  partner: string | null;
  partner_code: string | null;
  clicked_at: number;
  created_at: number;
  email_sha256: string | null;
  email_mask: string | null;
};

export type ClickRow = {
  id: number;
  at: number;
  customer_code: string;
  program_id: number;
  partner: string;
  partner_code: string;
  affiliate_url: string;
  page_url: string | null;
  dialect: Dialect;
};

export type LeadRow = {
  id: number;
  at: number;
  updated_at: number;
  /** How often the same lead was sent again. */
  updates: number;
  customer_code: string;
  program_id: number;
  customer_key: string | null;
  email_sha256: string | null;
  email_mask: string | null;
  page_url: string | null;
  additional_data: Json;
  provisional: boolean;
  via: 'browser' | 'server';
  dialect: Dialect;
};

export type SaleRow = {
  id: number;
  at: number;
  transaction_id: string;
  customer_code: string;
  customer_key: string | null;
  program_id: number;
  partner: string;
  partner_code: string;
  amount_cents: number;
  refunded_cents: number;
  currency: string;
  sale_type: string;
  commission_id: number | null;
  /** Everything else the call carried, as sent. */
  details: JsonObject;
};

export type CommissionRow = {
  id: number;
  at: number;
  sale_id: number;
  program_id: number;
  partner: string;
  partner_code: string;
  amount_cents: number;
  state: 'pending' | 'reduced' | 'reversed';
};

export type TestEventRow = {
  id: number;
  at: number;
  program_id: number | string | null;
  event_type: string;
  step_id: string | null;
  dialect: Dialect;
};

/** When a program's verification chain ran, for its hourly limit. */
export type ChainRow = { id: number; at: number; program_id: number; attributed: boolean };

export const LEDGER_FORMAT = 'affitor-inspector-ledger';
export const LEDGER_VERSION = 1;

export type LedgerSnapshot = {
  format: typeof LEDGER_FORMAT;
  version: typeof LEDGER_VERSION;
  next_id: number;
  programs: ProgramRow[];
  partners: PartnerRow[];
  links: LinkRow[];
  customers: CustomerRow[];
  clicks: ClickRow[];
  leads: LeadRow[];
  sales: SaleRow[];
  commissions: CommissionRow[];
  test_events: TestEventRow[];
  chains: ChainRow[];
};

/** How the mock answers, under the names that CLI, control plane and panel share. */
export const SCENARIO_NAMES = [
  'normal',
  '400',
  '401',
  '403',
  '404',
  '409',
  '429',
  '500',
  'slow',
  'timeout',
  'dropped',
  'offline',
  'malformed-json',
  'html-error',
  'cors-refused',
  'inactive-program',
  'unknown-customer',
  'provisional',
  'expired-window',
  'flaky',
] as const;

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export type ScenarioSetting = {
  scenario: ScenarioName;
  /** `slow`: how late the answer is; `timeout`: how long the connection is held. */
  delayMs?: number;
  /** `flaky`: every how many requests one fails, and where the count begins. */
  every?: number;
  seed?: number;
};

export type ScenarioState = ScenarioSetting & { endpoints: Partial<Record<EndpointName, ScenarioSetting>> };
