import { it } from 'vitest';
import type { EndpointName } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import type { CustomerRow, LedgerSnapshot, ScenarioSetting } from '@/lib/model/ledger';

/** Where the contract is held against: any way to reach a mock, and a way to steer it. */
export type Target = {
  /** Sends to the tracking API; `path` begins with `/api/`. */
  fetch(path: string, init: RequestInit): Promise<Response>;
  control: Control;
  close?(): Promise<void>;
};

export type Control = {
  reset(): Promise<void>;
  restore(world: LedgerSnapshot): Promise<void>;
  ledger(): Promise<LedgerSnapshot>;
  advanceDays(days: number): Promise<void>;
  setScenario(setting: ScenarioSetting, endpoint?: EndpointName): Promise<void>;
};

export type Sent = { body?: Json | string; token?: string; origin?: string | null; method?: string };

export type Got = { status: number; headers: Headers; body: JsonObject };

export type LeftOut = { name: string; reason: string };

/** The words a contract is written in. */
export type Api = Control & {
  /** Requests come from a page: the browser says the origin, and hides what CORS does not show. */
  fromPage: boolean;
  /** Cases that no page can make, left out where requests come from one. */
  leftOut: LeftOut[];
  /** A case that no page can make; says why. */
  unlessPage(reason: string, name: string, run: () => Promise<void>): void;
  send(path: string, sent?: Sent): Promise<Got>;
  /** Clicks in v2, and returns the click id. */
  click(code?: string, existing?: string): Promise<string>;
  /** Clicks, and makes the customer a lead under this key. */
  lead(customerKey: string, code?: string): Promise<string>;
  sale(transactionId: string, more?: JsonObject, token?: string): Promise<Got>;
  customer(code: string): Promise<CustomerRow | undefined>;
};

export const TOKEN = 'affitor_test_token';
export const SECOND_TOKEN = 'affitor_second_token';
export const INACTIVE_TOKEN = 'affitor_inactive_token';

export const V1_CLICK = '/api/tracking/click';
export const V1_LEAD = '/api/tracking/lead';
export const CLICK = '/api/v1/track/click';
export const LEAD = '/api/v1/track/lead';
export const SALE = '/api/v1/track/sale';
export const REFUND = '/api/v1/track/refund';

export const landing = (code: string, parameter = 'aff') => `https://shop.example/welcome?${parameter}=${code}`;

export function apiOf(target: () => Target, fromPage: boolean): Api {
  const control: Control = {
    reset: () => target().control.reset(),
    restore: (world) => target().control.restore(world),
    ledger: () => target().control.ledger(),
    advanceDays: (days) => target().control.advanceDays(days),
    setScenario: (setting, endpoint) => target().control.setScenario(setting, endpoint),
  };
  const api: Api = {
    ...control,
    fromPage,
    leftOut: [],
    unlessPage(reason, name, run) {
      if (fromPage) api.leftOut.push({ name, reason });
      else it(name, run);
    },
    async send(path, { body, token, origin = 'https://shop.example', method } = {}) {
      const headers: Record<string, string> = {};
      if (body !== undefined) headers['content-type'] = 'application/json';
      if (token !== undefined) headers.authorization = `Bearer ${token}`;
      if (!fromPage && origin !== null) headers.origin = origin;
      const response = await target().fetch(path, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
    },
    async click(code = 'PARTNER123', existing) {
      const { body } = await api.send(CLICK, {
        body: { affiliate_url: landing(code), ...(existing !== undefined && { existing_click_id: existing }) },
      });
      return String(body.click_id);
    },
    async lead(customerKey, code) {
      const clickId = await api.click(code);
      await api.send(LEAD, { body: { click_id: clickId, customer_key: customerKey } });
      return clickId;
    },
    sale: (transactionId, more = {}, token = TOKEN) =>
      api.send(SALE, { token, body: { transaction_id: transactionId, amount_cents: 4900, ...more } }),
    async customer(code) {
      return (await api.ledger()).customers.find((customer) => customer.code === code);
    },
  };
  return api;
}
