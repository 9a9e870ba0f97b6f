import type { Context } from 'hono';
import { Hono } from 'hono';
import { isActive, keyOrNull, type RouteEnv, readBearer, type World } from '@/lib/mock/call';
import { ERRORS } from '@/lib/mock/errors';
import { recordSale, type SaleResult } from '@/lib/mock/ledger/sales';
import { answerTestMode, isTestMode } from '@/lib/mock/test-mode';
import type { Json, JsonObject } from '@/lib/model/json';
import type { CustomerRow, ProgramRow } from '@/lib/model/ledger';

/** A payment, told by a server: matched to a customer's last click, recorded once per transaction id. */
export function saleRoutes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.post('/api/v1/track/sale', (c) => {
    const { body, effects } = c.env;
    const bearer = readBearer(world.ledger, c.req.header('authorization'));
    if (bearer.kind !== 'program') return c.json({ error: ERRORS.invalidToken }, 401);
    const { program } = bearer;
    if (!isActive(program, effects)) return c.json({ error: ERRORS.programInactive }, 403);
    if (isTestMode(body)) return answerTestMode(world, c, 'sale', program);

    const fields = readFields(body);
    if ('error' in fields) return c.json(fields, 400);
    const customer = effects.customerUnknown ? undefined : findCustomer(world, body, program);
    if (!customer) return c.json({ error: ERRORS.saleCustomerNotFound }, 400);
    const result = recordSale(world.ledger, {
      program,
      customer,
      ...fields,
      details: detailsOf(body),
      now: world.now(),
      windowExpired: effects.windowExpired === true,
    });
    return answerSale(c, result);
  });
  return app;
}

function answerSale(c: Context<RouteEnv>, result: SaleResult): Response {
  switch (result.kind) {
    case 'duplicate':
      return c.json({ error: ERRORS.saleDuplicate }, 409);
    case 'unattributed':
      return c.json({ error: ERRORS.saleUnattributed }, 400);
    case 'outside-window':
      return c.json({
        success: true,
        attributed: false,
        reason: 'attribution_window_expired',
        click_age_days: result.age.ageDays,
        window_days: result.age.windowDays,
        sale_id: null,
        commission_id: null,
      });
    case 'recorded':
      return c.json({
        success: true,
        sale_id: result.sale.id,
        commission_id: result.sale.commission_id,
        message: 'Sale tracked successfully',
      });
  }
}

const CURRENCIES = ['USD', 'EUR', 'VND'];
const SALE_TYPES = ['payment', 'subscription'];
const INTERVALS = ['monthly', 'quarterly', 'annual'];

type SaleFields = { transactionId: string; amountCents: number; currency: string; saleType: string };

function readFields(body: JsonObject): SaleFields | { error: string } {
  const { transaction_id: transactionId, amount_cents: amountCents } = body;
  if (typeof transactionId !== 'string' || transactionId === '') return { error: ERRORS.transactionRequired };
  if (typeof amountCents !== 'number' || !Number.isSafeInteger(amountCents) || amountCents <= 0) {
    return { error: ERRORS.amountRequired };
  }
  // The vendor lists these values but documents no refusal; the wording is ours.
  const currency = choice(body.currency ?? 'USD', CURRENCIES);
  if (!currency) return { error: `currency must be one of ${CURRENCIES.join(', ')}` };
  const saleType = choice(body.sale_type ?? 'payment', SALE_TYPES);
  if (!saleType) return { error: `sale_type must be one of ${SALE_TYPES.join(', ')}` };
  if (!choice(body.subscription_interval ?? 'monthly', INTERVALS)) {
    return { error: `subscription_interval must be one of ${INTERVALS.join(', ')}` };
  }
  return { transactionId, amountCents, currency, saleType };
}

function choice(value: Json, choices: string[]): string | undefined {
  return choices.find((name) => typeof value === 'string' && name.toLowerCase() === value.toLowerCase());
}

/** A click id names its customer wherever it is from; a customer key only counts within the caller's program. */
function findCustomer({ ledger }: World, body: JsonObject, program: ProgramRow): CustomerRow | undefined {
  const clickId = keyOrNull(body.click_id);
  const clicked = clickId === null ? undefined : ledger.customers.get(clickId);
  if (clicked) return clicked;
  const key = keyOrNull(body.customer_key);
  return key === null ? undefined : ledger.customers.byKey(program.id, key);
}

const DETAIL_FIELDS = [
  'is_recurring',
  'subscription_id',
  'subscription_interval',
  'product_id',
  'line_items',
  'additional_data',
];

function detailsOf(body: JsonObject): JsonObject {
  const details: JsonObject = {};
  for (const name of DETAIL_FIELDS) {
    const value = body[name];
    if (value !== undefined) details[name] = value;
  }
  return details;
}
