import { Hono } from 'hono';
import type { LedgerSnapshot, ScenarioSetting } from '@/lib/model/ledger';
import type { EndpointFact } from '@/lib/tracker/dialects';
import type { World } from './call';
import { type Clock, createClock } from './clock';
import { controlRoutes } from './control';
import { ERRORS } from './errors';
import { follow } from './follow';
import {
  type Answer,
  LOGGED_TEXT_LIMIT,
  NetworkFailure,
  readAnswer,
  respond,
  saysNo,
  tooLongToKeep,
  waitFor,
} from './http/answer';
import { BODY_LIMIT_BYTES, readBody } from './http/body';
import { checkoutPage } from './http/checkout';
import { preflightResponse, withCors } from './http/cors';
import { endpointsAt, unknownPath } from './http/endpoint';
import { isForeignPage } from './http/guards';
import { createRequestLog, DEFAULT_REQUEST_LIMIT, type RequestLog, type RequestRecord } from './http/request-log';
import { answerScript } from './http/script';
import { createLedger, DEFAULT_ROW_LIMIT, type Ledger } from './ledger/ledger';
import { seedWorld } from './ledger/seed';
import { apiRoutes } from './routes/api';
import { createScenarios, type Scenarios } from './scenario/scenarios';

/**
 * The mock tracking API as one function of a Request. The same function answers in the extension, in
 * `affitor-inspector mock` and in tests; what differs comes in as options.
 */
export type MockOptions = {
  /** The world to start with; the default one otherwise. */
  ledger?: LedgerSnapshot;
  /** Epoch ms. */
  clock?: () => number;
  ids?: () => number;
  scenario?: ScenarioSetting;
  /** Waits out a scenario's delay; rejects when the caller gives up. */
  wait?: (delayMs: number, signal: AbortSignal) => Promise<void>;
  /** The stand-in tracker's text, by file name, to serve below `/js/`. */
  script?: (name: string) => Promise<string | null>;
  /** Which Host headers are answered; all, unless given. */
  isAllowedHost?: (host: string) => boolean;
  onRequest?: (record: RequestRecord) => void;
  /** A fault of the mock's own, which its caller sees as a 500. */
  onError?: (error: Error) => void;
  rowLimit?: number;
  requestLimit?: number;
  bodyLimitBytes?: number;
};

/** What a Request made in a browser cannot carry: it drops the headers that only browsers may set. */
export type Sender = { origin: string | null };

export type Mock = {
  fetch(request: Request, sender?: Sender): Promise<Response>;
  answer(request: Request, sender?: Sender): Promise<Answer>;
  readonly ledger: Ledger;
  readonly scenarios: Scenarios;
  readonly clock: Clock;
  readonly requests: RequestLog;
  /** Back to how it started: no records, no requests, the first scenario, the real clock. */
  reset(): void;
};

export function createMock(options: MockOptions = {}): Mock {
  const { wait = waitFor, bodyLimitBytes = BODY_LIMIT_BYTES } = options;
  const clock = createClock(options.clock ?? Date.now);
  const ledger = createLedger(options.ledger ?? seedWorld(), {
    rowLimit: options.rowLimit ?? DEFAULT_ROW_LIMIT,
    ...(options.ids && { ids: options.ids }),
  });
  const scenarios = createScenarios(options.scenario);
  const requests = createRequestLog(options.requestLimit ?? DEFAULT_REQUEST_LIMIT);
  const world: World = { ledger, now: () => clock.now() };
  const api = apiRoutes(world);
  api.onError((error, c) => {
    options.onError?.(error);
    return c.json({ error: ERRORS.internal }, 500);
  });

  const mock: Mock = {
    async fetch(request, sender) {
      const answer = await mock.answer(request, sender);
      if (answer.delayMs > 0) await wait(answer.delayMs, request.signal);
      if (answer.kind === 'failure') throw new NetworkFailure(answer.reason);
      return answer.response;
    },
    async answer(request, sender = { origin: request.headers.get('origin') }) {
      const url = new URL(request.url);
      const host = request.headers.get('host') ?? url.host;
      if (options.isAllowedHost && !options.isAllowedHost(host)) {
        return respond(Response.json({ error: `Host "${host}" is not this server's` }, { status: 403 }));
      }
      if (url.pathname.startsWith('/__mock/')) return respond(await answerControl(request));
      if (url.pathname === '/checkout' && request.method === 'GET') return respond(checkoutPage());
      if (url.pathname.startsWith('/js/')) {
        return answerScript(url.pathname.slice('/js/'.length), scenarios.next('script').course, options.script);
      }
      const facts = endpointsAt(url.pathname);
      if (facts.length > 0 && request.method === 'OPTIONS') return answerPreflight(request, sender, facts);
      const fact = facts.find(({ method }) => method === request.method);
      if (!fact) return respond(withCors(unknownPath(facts), sender.origin));
      return answerEndpoint(request, sender, url, fact);
    },
    ledger,
    scenarios,
    clock,
    requests,
    reset() {
      ledger.forgetRecords();
      requests.clear();
      scenarios.reset();
      clock.reset();
    },
  };
  const control = new Hono().route('/__mock', controlRoutes(mock));

  async function answerControl(request: Request): Promise<Response> {
    if (isForeignPage(request)) {
      return Response.json({ error: 'The control plane does not answer pages of other sites' }, { status: 403 });
    }
    return control.fetch(request);
  }

  function answerPreflight(request: Request, { origin }: Sender, facts: EndpointFact[]): Answer {
    const refused = facts.some(({ name }) => scenarios.at(name).scenario === 'cors-refused');
    return respond(refused ? new Response(null, { status: 204 }) : preflightResponse(request, origin));
  }

  async function answerEndpoint(request: Request, { origin }: Sender, url: URL, fact: EndpointFact): Promise<Answer> {
    const startedAt = performance.now();
    const { scenario, course } = scenarios.next(fact.name);
    const body = await readBody(request, bodyLimitBytes);
    const answer = await follow(course, { request, origin, body, fact }, api, bodyLimitBytes);
    const shown = answer.kind === 'response' ? await readAnswer(answer.response) : null;
    const record = requests.add({
      at: clock.now(),
      method: request.method,
      path: `${url.pathname}${url.search}`,
      endpoint: fact.name,
      dialect: fact.dialect,
      origin,
      authorized: request.headers.has('authorization'),
      body: body.kind !== 'json' ? null : body.length > LOGGED_TEXT_LIMIT ? tooLongToKeep(body.length) : body.value,
      status: answer.kind === 'response' ? answer.response.status : null,
      answer: shown,
      ok: answer.kind === 'response' && answer.response.status < 400 && !saysNo(shown),
      scenario,
      durationMs: performance.now() - startedAt + answer.delayMs,
    });
    options.onRequest?.(record);
    return answer;
  }

  return mock;
}
