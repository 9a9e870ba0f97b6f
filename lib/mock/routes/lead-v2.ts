import { Hono } from 'hono';
import { isActive, keyOrNull, type RouteEnv, readBearer, textOrNull, type World } from '@/lib/mock/call';
import { ERRORS } from '@/lib/mock/errors';
import { keepEmail } from '@/lib/mock/ledger/email';
import { recordLead } from '@/lib/mock/ledger/leads';
import { answerTestMode, isTestMode, readAdditional, readProgramId } from '@/lib/mock/test-mode';
import type { Json, JsonObject } from '@/lib/model/json';
import type { CustomerRow, ProgramRow } from '@/lib/model/ledger';

const PROVISIONAL = 'Lead received as provisional. It counts once your server sends it with the API token.';

/** v2's lead: the browser's without a token, a server's with one. */
export function leadV2Routes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.post('/api/v1/track/lead', async (c) => {
    const { body, effects } = c.env;
    const { ledger } = world;
    const bearer = readBearer(ledger, c.req.header('authorization'));
    if (bearer.kind === 'wrong') return c.json({ error: ERRORS.invalidToken }, 401);
    const caller = bearer.kind === 'program' ? bearer.program : undefined;
    if (isTestMode(body)) return answerTestMode(world, c, 'lead', caller);

    const key = keyOrNull(body.customer_key);
    if (key === null && clickIds(body).length === 0) return c.json({ error: ERRORS.leadKeyRequired }, 400);
    const email = await keepEmail(body.email);
    const customer = effects.customerUnknown ? undefined : findCustomer(world, body, caller);
    if (!customer) return c.json({ error: ERRORS.leadCustomerNotFound }, 400);
    const claimed = caller?.id ?? readProgramId(readAdditional(body)?.program_id);
    if (claimed !== null && claimed !== customer.program_id) return c.json({ error: ERRORS.leadOtherProgram }, 400);
    const program = ledger.programs.get(customer.program_id);
    if (!isActive(program, effects)) return c.json({ error: ERRORS.programInactive }, 403);
    if (customer.status === 'conversion') return c.json({ error: ERRORS.leadStatus(customer.status) }, 400);

    const provisional = effects.provisional === true || (!caller && program?.lead_auth === 'server_required');
    recordLead(ledger, {
      customer,
      customerKey: key,
      email,
      pageUrl: textOrNull(body.page_url),
      additionalData: body.additional_data ?? null,
      provisional,
      via: caller ? 'server' : 'browser',
      dialect: 'v2',
      now: world.now(),
    });
    return provisional
      ? c.json({ success: true, provisional: true, message: PROVISIONAL })
      : c.json({ success: true, message: 'Lead tracked successfully' });
  });
  return app;
}

/** `click_id` first, then `click_ids` from the latest back. */
function clickIds(body: JsonObject): string[] {
  const list: Json[] = Array.isArray(body.click_ids) ? body.click_ids : [];
  return [body.click_id, ...list.toReversed()].flatMap((id) => keyOrNull(id) ?? []);
}

function findCustomer({ ledger }: World, body: JsonObject, caller: ProgramRow | undefined): CustomerRow | undefined {
  for (const id of clickIds(body)) {
    const customer = ledger.customers.get(id);
    if (customer) return customer;
  }
  const key = keyOrNull(body.customer_key);
  if (key === null) return undefined;
  return caller ? ledger.customers.byKey(caller.id, key) : ledger.customersByKey(key)[0];
}
