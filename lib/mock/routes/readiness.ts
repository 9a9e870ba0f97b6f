import { Hono } from 'hono';
import { isActive, type RouteEnv, readBearer, type World } from '@/lib/mock/call';
import { DAY_MS } from '@/lib/mock/ledger/customers';
import { INVALID_KEY } from '@/lib/mock/scenario/error-answers';

/**
 * Whether a program's integration works, as the vendor's tools poll it. The names of states and blockers are not
 * documented; ours are `live`, `testing`, `inactive`, and the first gate that is shut.
 */
export function readinessRoutes(world: World): Hono<RouteEnv> {
  const { ledger } = world;
  const app = new Hono<RouteEnv>();
  app.get('/api/v1/programs/me/readiness', (c) => {
    const bearer = readBearer(ledger, c.req.header('authorization'));
    if (bearer.kind !== 'program') return c.json(INVALID_KEY, 401);
    const { program } = bearer;
    const now = world.now();
    const own = <Row extends { program_id: number; at: number }>(rows: Row[]) => {
      const times = rows.filter((row) => row.program_id === program.id).map(({ at }) => at);
      const latest = times.reduce<number | null>((last, at) => (last === null || at > last ? at : last), null);
      return {
        last: latest === null ? null : new Date(latest).toISOString(),
        today: times.filter((at) => at > now - DAY_MS && at <= now).length,
      };
    };
    const clicks = own(ledger.clicks.rows());
    const leads = own(ledger.leads.rows());
    const sales = own(ledger.sales.rows());
    const chained = ledger.chains.rows().some((chain) => chain.program_id === program.id && chain.attributed);
    const verified = chained || (clicks.last !== null && leads.last !== null && sales.last !== null);
    const active = isActive(program, c.env.effects);
    const gates = { profile: true, economics: true, payout: true, tracking: verified, live: active && verified };
    return c.json({
      program_id: program.id,
      state: active ? (verified ? 'live' : 'testing') : 'inactive',
      integration_verified: verified,
      blocker: Object.entries(gates).find(([, open]) => !open)?.[0] ?? null,
      gates,
      last_event_at: { click: clicks.last, lead: leads.last, sale: sales.last },
      counts_24h: { clicks: clicks.today, leads: leads.today, sales: sales.today },
      poll: { retry_after_seconds: 5 },
    });
  });
  return app;
}
