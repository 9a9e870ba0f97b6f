import type { JsonObject } from '@/lib/model/json';
import { ASSUMED_V1_PATHS } from '@/lib/tracker/dialects';
import { readCustomerId } from '@/lib/tracker/identifiers';
import { keyOrNull } from './call';
import { BODY_LIMIT_BYTES, readBody } from './http/body';
import type { Ledger } from './ledger/ledger';

/**
 * A visitor whose click the real API recorded holds a customer that this mock has never heard of. The identifier itself
 * says of which program and when; so that such a visitor's lead is not refused, the customer is taken over. Whose click it
 * was is not in it: the partner stays unknown, and a sale finds no attribution.
 */
export async function adoptCustomer(ledger: Ledger, request: Request, origin: string | null): Promise<void> {
  const { pathname } = new URL(request.url);
  const isLead = pathname === ASSUMED_V1_PATHS.lead || pathname === '/api/v1/track/lead';
  // A server that names a customer nobody knows has made a mistake, which it must hear of.
  if (!isLead || request.method !== 'POST' || origin === null || request.headers.has('authorization')) return;
  const body = await readBody(request.clone(), BODY_LIMIT_BYTES);
  if (body.kind !== 'json') return;
  const codes = namedCustomers(body.value);
  if (codes.some((code) => ledger.customers.get(code))) return;
  for (const code of codes) {
    const read = readCustomerId(code);
    const program = read && ledger.programs.get(Number(read.programId));
    if (!program) continue;
    ledger.customers.put({
      code,
      program_id: program.id,
      status: 'click',
      customer_key: null,
      partner: null,
      partner_code: null,
      clicked_at: read.clickedAt,
      created_at: read.clickedAt,
      email_sha256: null,
      email_mask: null,
    });
    return;
  }
}

function namedCustomers({ customer_code, click_id }: JsonObject): string[] {
  return [customer_code, click_id].flatMap((id) => keyOrNull(id) ?? []);
}
