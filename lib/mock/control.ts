import { Hono } from 'hono';
import * as v from 'valibot';
import type { EndpointName } from '@/lib/model/entry';
import type { JsonObject } from '@/lib/model/json';
import { SCENARIO_NAMES, type ScenarioSetting } from '@/lib/model/ledger';
import { ENDPOINTS } from '@/lib/tracker/dialects';
import { tooLarge } from './http/answer';
import { BODY_LIMIT_BYTES, CONTROL_BODY_LIMIT_BYTES, readBody, readText } from './http/body';
import { DAY_MS } from './ledger/customers';
import { readWorld } from './ledger/read-world';
import type { Mock } from './mock';

/** The control plane below `/__mock/`: what tests ask and set, in the manner of snowplow-micro. */

const ENDPOINT_NAMES: EndpointName[] = [...new Set<EndpointName>(ENDPOINTS.map(({ name }) => name)), 'script'];

const ScenarioAsked = v.object({
  scenario: v.picklist(SCENARIO_NAMES, `Unknown scenario. Choose one of: ${SCENARIO_NAMES.join(', ')}`),
  endpoint: v.optional(v.picklist(ENDPOINT_NAMES, `Unknown endpoint. Choose one of: ${ENDPOINT_NAMES.join(', ')}`)),
  delayMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000))),
  every: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** The year 9999: what lies beyond is written in another form, and beyond what Date knows nothing can be answered. */
const LATEST_MS = Date.UTC(9999, 11, 31);
const ClockAsked = v.union(
  [
    v.object({ now: v.pipe(v.number(), v.minValue(0), v.maxValue(LATEST_MS)) }),
    v.object({
      now: v.pipe(
        v.string(),
        v.transform(Date.parse),
        v.number('now is not a date'),
        v.minValue(0),
        v.maxValue(LATEST_MS),
      ),
    }),
    v.object({ advanceDays: v.pipe(v.number(), v.finite()) }),
  ],
  'Send {"now": "2026-01-31T12:00:00Z"} (or epoch ms), or {"advanceDays": 30}',
);

export function controlRoutes(mock: Mock): Hono {
  const app = new Hono();
  app.get('/all', (c) => c.json(mock.requests.all()));
  app.get('/good', (c) => c.json(mock.requests.all().filter(({ ok }) => ok)));
  app.get('/bad', (c) => c.json(mock.requests.all().filter(({ ok }) => !ok)));

  app.post('/reset', (c) => {
    mock.reset();
    return c.json({ success: true });
  });

  app.get('/scenario', (c) => c.json({ ...mock.scenarios.state(), names: SCENARIO_NAMES }));
  app.on(['PUT', 'POST'], '/scenario', async (c) => {
    const body = await readObject(c.req.raw);
    if (body instanceof Response) return body;
    const asked = v.safeParse(ScenarioAsked, body);
    if (!asked.success) return c.json({ error: messageOf(asked.issues), names: SCENARIO_NAMES }, 400);
    const { endpoint, scenario, delayMs, every, seed } = asked.output;
    const setting: ScenarioSetting = {
      scenario,
      ...(delayMs !== undefined && { delayMs }),
      ...(every !== undefined && { every }),
      ...(seed !== undefined && { seed }),
    };
    mock.scenarios.set(setting, endpoint);
    return c.json({ success: true, ...mock.scenarios.state() });
  });

  app.get('/ledger', (c) => c.json(mock.ledger.snapshot()));
  app.on(['PUT', 'POST'], '/ledger', async (c) => {
    const text = await readText(c.req.raw, CONTROL_BODY_LIMIT_BYTES);
    if (text === null) return tooLarge(CONTROL_BODY_LIMIT_BYTES);
    const read = readWorld(text);
    if (!read.ok) return c.json({ error: read.message }, 400);
    mock.ledger.restore(read.world);
    return c.json({ success: true });
  });

  const clockNow = () => ({ now: new Date(mock.clock.now()).toISOString(), epochMs: mock.clock.now() });
  app.get('/clock', (c) => c.json(clockNow()));
  app.on(['PUT', 'POST'], '/clock', async (c) => {
    const body = await readObject(c.req.raw);
    if (body instanceof Response) return body;
    const asked = v.safeParse(ClockAsked, body);
    if (!asked.success) return c.json({ error: messageOf(asked.issues) }, 400);
    const { output } = asked;
    const then = 'now' in output ? output.now : mock.clock.now() + output.advanceDays * DAY_MS;
    if (then < 0 || then > LATEST_MS) return c.json({ error: 'The clock goes from 1970 to 9999' }, 400);
    mock.clock.set(then);
    return c.json({ success: true, ...clockNow() });
  });

  app.all('*', (c) =>
    c.json({ error: 'Not found. The control plane has all, good, bad, reset, scenario, ledger and clock.' }, 404),
  );
  return app;
}

/** The body, or the answer that says why it is none. */
async function readObject(request: Request): Promise<JsonObject | Response> {
  const body = await readBody(request, BODY_LIMIT_BYTES);
  if (body.kind === 'json') return body.value;
  if (body.kind === 'too-large') return tooLarge(BODY_LIMIT_BYTES);
  return Response.json({ error: 'Request body is not a JSON object' }, { status: 400 });
}

function messageOf(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  if (!issue) return 'The body is not as expected';
  const path = issue.path?.map(({ key }) => String(key)).join('.');
  return issue.type === 'picklist' || issue.type === 'union' || !path ? issue.message : `${path}: ${issue.message}`;
}
