import { Hono } from 'hono';
import * as v from 'valibot';
import type { RouteEnv, World } from '@/lib/mock/call';
import { DAY_MS } from '@/lib/mock/ledger/customers';
import type { Ledger } from '@/lib/mock/ledger/ledger';

/** The dashboard's list of what a program recorded, newest first; test events are not in it. */
export function eventRoutes(world: World): Hono<RouteEnv> {
  const app = new Hono<RouteEnv>();
  app.get('/api/tracking/events/:programId', (c) => {
    const program = world.ledger.programs.get(Number(c.req.param('programId')));
    if (!program) return c.json({ error: 'Program not found' }, 404);
    const query = v.safeParse(EventQuery, c.req.query());
    if (!query.success) return c.json({ error: query.issues[0].message }, 400);
    const { page, pageSize, eventType, dateFrom, dateTo } = query.output;
    const events = eventsOf(world.ledger, program.id).filter(
      (event) =>
        (eventType === undefined || event.event_type === eventType) && event.at >= dateFrom && event.at <= dateTo,
    );
    const data = events
      .slice((page - 1) * pageSize, page * pageSize)
      .map(({ at, ...event }) => ({ ...event, timestamp: new Date(at).toISOString() }));
    const pageCount = Math.ceil(events.length / pageSize);
    return c.json({ data, meta: { pagination: { page, pageSize, pageCount, total: events.length } } });
  });
  return app;
}

const EVENT_TYPES = ['click', 'lead', 'conversion'] as const;
const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 100;

const whole = (name: string) =>
  v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/, `${name} must be a positive integer`), v.transform(Number));

/** A day without a time means its whole length, so that `dateTo` takes in what happened on it. */
const moment = (name: string, endOfDay: boolean) =>
  v.pipe(
    v.string(),
    v.transform((text) => Date.parse(text) + (endOfDay && /^\d{4}-\d{2}-\d{2}$/.test(text) ? DAY_MS - 1 : 0)),
    v.number(`${name} is not a date`),
  );

const EventQuery = v.object({
  page: v.optional(whole('page'), '1'),
  pageSize: v.optional(
    v.pipe(
      whole('pageSize'),
      v.transform((size) => Math.min(size, MAX_PAGE_SIZE)),
    ),
    String(DEFAULT_PAGE_SIZE),
  ),
  eventType: v.optional(v.picklist(EVENT_TYPES, `eventType must be one of ${EVENT_TYPES.join(', ')}`)),
  dateFrom: v.optional(moment('dateFrom', false), '1970-01-01'),
  dateTo: v.optional(moment('dateTo', true), '9999-12-31'),
});

type EventRow = {
  id: number;
  event_type: (typeof EVENT_TYPES)[number];
  at: number;
  click_id: string;
  customer_key: string | null;
  partner_code: string | null;
  page_url: string | null;
  amount_cents: number | null;
};

function eventsOf(ledger: Ledger, programId: number): EventRow[] {
  const ofProgram = <Row extends { program_id: number }>(rows: Row[]) =>
    rows.filter((row) => row.program_id === programId);
  const partnerCode = (code: string) => ledger.customers.get(code)?.partner_code ?? null;
  const events: EventRow[] = [
    ...ofProgram(ledger.clicks.rows()).map((click) => ({
      id: click.id,
      event_type: 'click' as const,
      at: click.at,
      click_id: click.customer_code,
      customer_key: ledger.customers.get(click.customer_code)?.customer_key ?? null,
      partner_code: click.partner_code,
      page_url: click.page_url,
      amount_cents: null,
    })),
    ...ofProgram(ledger.leads.rows()).map((lead) => ({
      id: lead.id,
      event_type: 'lead' as const,
      at: lead.at,
      click_id: lead.customer_code,
      customer_key: lead.customer_key,
      partner_code: partnerCode(lead.customer_code),
      page_url: lead.page_url,
      amount_cents: null,
    })),
    ...ofProgram(ledger.sales.rows()).map((sale) => ({
      id: sale.id,
      event_type: 'conversion' as const,
      at: sale.at,
      click_id: sale.customer_code,
      customer_key: sale.customer_key,
      partner_code: sale.partner_code,
      page_url: null,
      amount_cents: sale.amount_cents,
    })),
  ];
  return events.sort((a, b) => b.at - a.at || b.id - a.id);
}
