import type { Dialect, EndpointName } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import type { ScenarioName } from '@/lib/model/ledger';
import { maskEmail } from '@/lib/tracker/mask-email';

/** The last requests the API saw, for tests to assert on. As little personal data stays here as in the ledger. */

export type RequestRecord = {
  id: number;
  at: number;
  method: string;
  path: string;
  endpoint: EndpointName;
  dialect: Dialect;
  origin: string | null;
  authorized: boolean;
  body: JsonObject | null;
  /** Absent status: no answer went out. */
  status: number | null;
  answer: Json;
  ok: boolean;
  scenario: ScenarioName;
  durationMs: number;
};

export type RequestLog = {
  add(record: Omit<RequestRecord, 'id'>): RequestRecord;
  all(): RequestRecord[];
  clear(): void;
};

export const DEFAULT_REQUEST_LIMIT = 1_000;

export function createRequestLog(limit: number): RequestLog {
  let records: RequestRecord[] = [];
  let lastId = 0;
  return {
    add(record) {
      lastId += 1;
      const kept = { id: lastId, ...record, body: record.body && withoutPersonalFields(record.body) };
      records.push(kept);
      // Cutting at double the limit, not at each request, keeps adding cheap.
      if (records.length >= limit * 2) records = records.slice(-limit);
      return kept;
    },
    all: () => records.slice(-limit),
    clear() {
      records = [];
      lastId = 0;
    },
  };
}

function withoutPersonalFields(body: JsonObject): JsonObject {
  const { name: _name, phone: _phone, ...rest } = body;
  return 'email' in rest && typeof rest.email === 'string' ? { ...rest, email: maskEmail(rest.email) } : rest;
}
