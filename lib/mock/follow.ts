import type { Hono } from 'hono';
import type { EndpointFact } from '@/lib/tracker/dialects';
import type { RouteEnv } from './call';
import { ERRORS } from './errors';
import { type Answer, cutShort, fail, respond, tooLarge } from './http/answer';
import type { ReadBody } from './http/body';
import { withCors } from './http/cors';
import { errorAnswer, htmlError } from './scenario/error-answers';
import type { Course } from './scenario/scenarios';

/** Takes one request to an endpoint down the course its scenario chose, and makes the answer readable to its page. */

export type Incoming = { request: Request; origin: string | null; body: ReadBody; fact: EndpointFact };

export async function follow(
  course: Course,
  incoming: Incoming,
  api: Hono<RouteEnv>,
  bodyLimitBytes: number,
): Promise<Answer> {
  const { origin, fact } = incoming;
  switch (course.kind) {
    case 'fail':
      return fail(course.reason, course.delayMs);
    case 'html-error':
      return respond(withCors(htmlError(), origin));
    case 'error':
      return respond(withCors(errorAnswer(course.status, fact.name, fact.dialect), origin));
    case 'handle': {
      const response = await handle(course, incoming, api, bodyLimitBytes);
      if (course.spoil === 'cors-refused') return respond(response, course.delayMs);
      const whole = course.spoil === 'malformed-json' ? await cutShort(response) : response;
      return respond(withCors(whole, origin), course.delayMs);
    }
  }
}

async function handle(
  { effects }: Extract<Course, { kind: 'handle' }>,
  { request, origin, body, fact }: Incoming,
  api: Hono<RouteEnv>,
  bodyLimitBytes: number,
): Promise<Response> {
  if (body.kind === 'too-large') return tooLarge(bodyLimitBytes);
  if (body.kind === 'invalid') return Response.json({ error: ERRORS.invalidJson }, { status: 400 });
  const json = body.kind === 'json' ? body.value : {};
  return api.fetch(request, { endpoint: fact.name, dialect: fact.dialect, origin, body: json, effects });
}
