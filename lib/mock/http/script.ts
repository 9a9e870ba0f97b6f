import { ERRORS } from '@/lib/mock/errors';
import { errorAnswer, htmlError } from '@/lib/mock/scenario/error-answers';
import type { Course } from '@/lib/mock/scenario/scenarios';
import { type Answer, fail, respond } from './answer';

/** The tracker script's own answer, for any site to load, under any cross-origin policy. */
export async function answerScript(
  name: string,
  course: Course,
  script: ((name: string) => Promise<string | null>) | undefined,
): Promise<Answer> {
  if (course.kind === 'fail') return fail(course.reason, course.delayMs);
  if (course.kind === 'error') return respond(errorAnswer(course.status, 'script', 'v2'));
  if (course.kind === 'html-error') return respond(htmlError());
  const text = (await script?.(name)) ?? null;
  if (text === null) return respond(Response.json({ error: ERRORS.notFound }, { status: 404 }));
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
  return respond(new Response(text, { headers }), course.delayMs);
}
