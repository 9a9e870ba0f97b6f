import { Hono } from 'hono';
import { type RouteEnv, readBearer, type World } from '@/lib/mock/call';
import { ERRORS } from '@/lib/mock/errors';
import { playChain } from '@/lib/mock/ledger/chain';
import type { Ledger } from '@/lib/mock/ledger/ledger';
import { INVALID_KEY, rateLimited } from '@/lib/mock/scenario/error-answers';
import { readProgramId } from '@/lib/mock/test-mode';

/** What the vendor's command line asks: one test event, or the whole chain with its verdict, ten of those an hour. */
export function testEventRoutes(world: World): Hono<RouteEnv> {
  const { ledger } = world;
  const app = new Hono<RouteEnv>();
  app.post('/api/v1/cli/test-event', (c) => {
    const { body } = c.env;
    const bearer = readBearer(ledger, c.req.header('authorization'));
    if (bearer.kind !== 'program') return c.json(INVALID_KEY, 401);
    const { program } = bearer;
    const now = world.now();
    if (body.type === 'chain') {
      const waitMs = chainWaitMs(ledger, program.id, now);
      if (waitMs > 0) return rateLimited(Math.ceil(waitMs / 1_000));
      const id = ledger.nextId();
      const result = playChain(ledger, program, id, now);
      ledger.chains.put({ id, at: now, program_id: program.id, attributed: result.attributed });
      for (const word of EVENT_TYPES) keepTestEvent(word);
      const { shortCode, customerKey, verdict, attributed } = result;
      return c.json({ data: { type: 'chain', short_code: shortCode, customer_key: customerKey, verdict, attributed } });
    }
    const word = EVENT_TYPES.find((name) => name === body.event_type);
    if (!word) return c.json({ error: `event_type must be one of ${EVENT_TYPES.join(', ')}, or type "chain"` }, 400);
    const programId = readProgramId(body.program_id);
    if (programId !== null && programId !== program.id) return c.json({ error: ERRORS.leadOtherProgram }, 400);
    const eventId = keepTestEvent(word);
    const message = `Test ${word} event received`;
    return c.json({ received: true, event_id: eventId, attributed: false, message });

    function keepTestEvent(type: string): number {
      const id = ledger.nextId();
      const row = { id, at: now, program_id: program.id, event_type: type, step_id: null, dialect: 'v2' as const };
      ledger.testEvents.put(row);
      return id;
    }
  });
  return app;
}

const EVENT_TYPES = ['click', 'lead', 'sale'] as const;
const CHAINS_AN_HOUR = 10;
const HOUR_MS = 3_600_000;

/** How long until one more chain fits into the last hour; 0 when it does. */
function chainWaitMs(ledger: Ledger, programId: number, now: number): number {
  const recent = ledger.chains
    .rows()
    .filter((chain) => chain.program_id === programId && chain.at <= now && chain.at > now - HOUR_MS)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const first = recent.at(-CHAINS_AN_HOUR);
  return first === undefined ? 0 : first + HOUR_MS - now;
}
