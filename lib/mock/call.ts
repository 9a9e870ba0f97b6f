import type { Dialect, EndpointName } from '@/lib/model/entry';
import type { JsonObject } from '@/lib/model/json';
import type { ProgramRow } from '@/lib/model/ledger';
import type { Ledger } from './ledger/ledger';

/** What a route gets beside the request: the body already read, and what the running scenario bends. */

export type Effects = {
  programInactive?: boolean;
  customerUnknown?: boolean;
  provisional?: boolean;
  windowExpired?: boolean;
};

export type Call = {
  endpoint: EndpointName;
  dialect: Dialect;
  /** Of the page that sent it; null for a server's call. */
  origin: string | null;
  /** The body's JSON object, empty when there was no body. */
  body: JsonObject;
  effects: Effects;
};

export type RouteEnv = { Bindings: Call };

export type World = { ledger: Ledger; now(): number };

export type Bearer = { kind: 'none' } | { kind: 'wrong' } | { kind: 'program'; program: ProgramRow };

/** Whose token a request carries. Anything but a known Bearer token is wrong. */
export function readBearer(ledger: Ledger, authorization: string | undefined): Bearer {
  if (authorization === undefined) return { kind: 'none' };
  const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  const program = token === undefined ? undefined : ledger.programByToken(token);
  return program ? { kind: 'program', program } : { kind: 'wrong' };
}

export function isActive(program: ProgramRow | undefined, effects: Effects): boolean {
  return program?.state === 'active' && !effects.programInactive;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Identifiers arrive as text or, from careless callers, as numbers; both name the same customer. */
export function keyOrNull(value: unknown): string | null {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : textOrNull(value);
}
