import { Hono } from 'hono';
import { isActive, keyOrNull, type RouteEnv, readBearer, textOrNull, type World } from '@/lib/mock/call';
import { ERRORS } from '@/lib/mock/errors';
import { keepEmail } from '@/lib/mock/ledger/email';
import { recordLead } from '@/lib/mock/ledger/leads';
import { answerTestMode, isTestMode } from '@/lib/mock/test-mode';
import { ASSUMED_V1_PATHS } from '@/lib/tracker/dialects';

/**
 * v1's lead, from two kinds of callers on one path: an `Origin` without `Authorization` is the browser's, which
 * may lack a user id; everything else is a server's, which needs the program's token.
 */
export function leadV1Routes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.post(ASSUMED_V1_PATHS.lead, async (c) => {
    const { body, effects, origin } = c.env;
    const { ledger } = world;
    const authorization = c.req.header('authorization');
    const browser = origin !== null && authorization === undefined;
    const bearer = readBearer(ledger, authorization);
    if (!browser && bearer.kind !== 'program') return c.json({ error: ERRORS.v1Token }, 401);
    const caller = bearer.kind === 'program' ? bearer.program : undefined;
    if (caller && !isActive(caller, effects)) return c.json({ error: ERRORS.programInactive }, 403);
    if (isTestMode(body)) return answerTestMode(world, c, 'lead', caller);

    const code = keyOrNull(body.customer_code);
    const userId = keyOrNull(body.user_id);
    if (code === null || (!browser && userId === null)) return c.json({ error: ERRORS.v1LeadMissing }, 400);
    const email = await keepEmail(body.email);
    const customer = effects.customerUnknown ? undefined : ledger.customers.get(code);
    if (!customer || (caller && customer.program_id !== caller.id)) {
      return c.json({ error: ERRORS.v1CustomerNotFound }, 404);
    }
    const program = ledger.programs.get(customer.program_id);
    if (!isActive(program, effects)) return c.json({ error: ERRORS.programInactive }, 403);
    const provisional = browser && (effects.provisional === true || program?.lead_auth === 'server_required');
    recordLead(ledger, {
      customer,
      customerKey: userId,
      email,
      pageUrl: textOrNull(body.page_url),
      additionalData: body.additional_data ?? null,
      provisional,
      via: browser ? 'browser' : 'server',
      dialect: 'v1',
      now: world.now(),
    });
    return c.json({ success: true, message: 'Lead tracked successfully', customer_code: customer.code });
  });
  return app;
}
