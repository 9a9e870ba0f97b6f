import * as v from 'valibot';
import { LEDGER_FORMAT, type LedgerSnapshot } from '@/lib/model/ledger';
import { type JsonPath, scanJson } from './json-scan';
import { saleKeyOf } from './ledger';
import { WorldSchema } from './world-schema';

/** Reads a state file's text. What is wrong with it is told with line, column and path, so that it can be mended. */
export type ReadWorld = { ok: true; world: LedgerSnapshot } | { ok: false; message: string };

const NOT_A_STATE_FILE = `Expected an object with "format": "${LEDGER_FORMAT}". This is not a state file`;

export function readWorld(text: string): ReadWorld {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const result = v.safeParse(WorldSchema, parsed.value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const path = (issue.path ?? []).map(({ key }): string | number => (typeof key === 'number' ? key : String(key)));
    const isOther = path.length === 0 || path[0] === 'format';
    return faultAt(text, path, isOther ? NOT_A_STATE_FILE : issue.message);
  }
  const fault = findLooseEnd(result.output);
  return fault ? faultAt(text, fault.path, fault.message) : { ok: true, world: result.output };
}

export function writeWorld(world: LedgerSnapshot): string {
  return `${JSON.stringify(world, null, 2)}\n`;
}

type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

function parse(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    const scan = scanJson(text);
    const message = scan.kind === 'fault' ? scan.message : error instanceof Error ? error.message : String(error);
    return { ok: false, message: `line ${scan.at.line}, column ${scan.at.column}: not valid JSON. ${message}.` };
  }
}

function faultAt(text: string, path: JsonPath, message: string): ReadWorld {
  const { at } = scanJson(text, path);
  const shown = path.length === 0 ? 'the whole file' : `/${path.join('/')}`;
  return { ok: false, message: `line ${at.line}, column ${at.column}, at ${shown}: ${message}.` };
}

type LooseEnd = { path: JsonPath; message: string };

/**
 * The first name that is taken twice, or row without its program. A link's partner may be missing: that is how the
 * API comes to say "Invalid referral link configuration".
 */
function findLooseEnd(world: LedgerSnapshot): LooseEnd | null {
  const programs = new Set(world.programs.map(({ id }) => id));
  return (
    findTwice(
      'programs',
      'id',
      world.programs.map(({ id }) => id),
    ) ??
    findTwice(
      'programs',
      'token',
      world.programs.map(({ token }) => token),
    ) ??
    findTwice(
      'partners',
      'id',
      world.partners.map(({ id }) => id),
    ) ??
    findTwice(
      'links',
      'code',
      world.links.map(({ code }) => code),
    ) ??
    findTwice(
      'customers',
      'code',
      world.customers.map(({ code }) => code),
    ) ??
    findTwice(
      'sales',
      'transaction_id',
      world.sales.map((sale) => saleKeyOf(sale.program_id, sale.transaction_id)),
    ) ??
    findHomeless('links', world.links, programs) ??
    findHomeless('customers', world.customers, programs) ??
    findHomeless('sales', world.sales, programs)
  );
}

function findTwice(table: string, field: string, keys: (string | number)[]): LooseEnd | null {
  const seen = new Set<string | number>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key)) return { path: [table, index, field], message: `${field} is taken by an earlier one` };
    seen.add(key);
  }
  return null;
}

function findHomeless(table: string, rows: { program_id: number }[], programs: Set<number>): LooseEnd | null {
  const index = rows.findIndex(({ program_id }) => !programs.has(program_id));
  const row = rows[index];
  return row ? { path: [table, index, 'program_id'], message: `No program ${row.program_id} in this file` } : null;
}
