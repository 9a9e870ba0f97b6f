import { Hono } from 'hono';
import { isActive, type RouteEnv, readBearer, textOrNull, type World } from '@/lib/mock/call';
import { ERRORS } from '@/lib/mock/errors';
import { recordRefund } from '@/lib/mock/ledger/sales';
import { answerTestMode, isTestMode } from '@/lib/mock/test-mode';

/** A payment given back, in whole or in part; the commission shrinks with it. */
export function refundRoutes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.post('/api/v1/track/refund', (c) => {
    const { body, effects } = c.env;
    const bearer = readBearer(world.ledger, c.req.header('authorization'));
    if (bearer.kind !== 'program') return c.json({ error: ERRORS.invalidToken }, 401);
    const { program } = bearer;
    if (!isActive(program, effects)) return c.json({ error: ERRORS.programInactive }, 403);
    if (isTestMode(body)) return answerTestMode(world, c, 'refund', program);

    const transactionId = textOrNull(body.transaction_id);
    if (transactionId === null) return c.json({ error: ERRORS.refundTransactionRequired }, 400);
    const cents = body.refund_amount_cents ?? null;
    if (cents !== null && !(typeof cents === 'number' && Number.isSafeInteger(cents) && cents > 0)) {
      // Not a documented refusal; the wording is ours.
      return c.json({ error: 'refund_amount_cents must be a positive integer' }, 400);
    }
    const result = recordRefund(world.ledger, program, transactionId, cents);
    switch (result.kind) {
      case 'not-found':
        return c.json({ error: ERRORS.refundSaleNotFound }, 404);
      case 'too-much':
        return c.json({ error: `refund_amount_cents is more than the sale's ${result.amountCents}` }, 400);
      case 'no-commission':
        return c.json({ success: true, status: 'no_commission', message: 'This sale earned no commission' });
      case 'refunded':
        return c.json({ success: true, commission_id: result.commission.id });
    }
  });
  return app;
}
