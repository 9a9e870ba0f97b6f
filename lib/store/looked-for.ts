import type { Entry } from '@/lib/model/entry';
import type { CookieState } from '@/lib/model/session';
import { FAILURE_TEXTS } from '@/lib/timeline/request-summary';
import type { Timeline } from '@/lib/timeline/timeline';
import { shortUrl } from '@/lib/timeline/words';
import { GLOBAL_NAME, QUEUE_NAME } from '@/lib/tracker/dialects';
import type { Tone } from './problems';

/** What was looked for on a page where no tracker showed up, and what was there instead. */
export type LookedFor = { name: string; tone: Tone; found: string };

export function lookedForIn(timeline: Timeline, cookies: readonly CookieState[]): LookedFor[] {
  const last = <K extends Entry['kind']>(kind: K, matches: (entry: Extract<Entry, { kind: K }>) => boolean) =>
    timeline.entries.findLast((entry): entry is Extract<Entry, { kind: K }> => isKind(entry, kind) && matches(entry));
  const script = last('script', () => true);
  const scriptRequest = last('request', (entry) => entry.endpoint?.name === 'script');
  const global = last('global', (entry) => entry.name === GLOBAL_NAME);
  const queue = last('queue', () => true);
  const requests = timeline.entries.filter((entry) => entry.kind === 'request' && entry.endpoint?.name !== 'script');
  return [
    script
      ? { name: 'Script tag', tone: 'ok', found: `In ${script.placement}, ${shortUrl(script.src)}` }
      : nothing('Script tag', 'No tracker script in the page'),
    scriptState(script, scriptRequest),
    global
      ? { name: `window.${GLOBAL_NAME}`, tone: 'ok', found: 'Defined' }
      : nothing(`window.${GLOBAL_NAME}`, 'Undefined'),
    queue ? { name: QUEUE_NAME, tone: 'ok', found: 'Defined' } : nothing(QUEUE_NAME, 'Undefined'),
    cookies.length > 0
      ? { name: 'Cookies', tone: 'ok', found: cookies.map((cookie) => cookie.name).join(', ') }
      : nothing('Cookies', 'No Affitor cookie, v1 or v2'),
    requests.length > 0
      ? { name: 'Tracking requests', tone: 'ok', found: String(requests.length) }
      : nothing('Tracking requests', 'None'),
  ];
}

function scriptState(
  script: Extract<Entry, { kind: 'script' }> | undefined,
  request: Extract<Entry, { kind: 'request' }> | undefined,
): LookedFor {
  const name = 'Script request';
  if (request?.outcome.kind === 'failed') {
    return { name, tone: 'error', found: sentence(FAILURE_TEXTS[request.outcome.reason]) };
  }
  if (script?.state === 'failed') {
    return { name, tone: 'error', found: script.reason ? sentence(FAILURE_TEXTS[script.reason]) : 'It did not load' };
  }
  if (script?.state === 'inert') return { name, tone: 'warn', found: 'Never asked for: its type is not a script’s' };
  if (request?.outcome.kind === 'answered') {
    const isGood = request.outcome.status < 400;
    return { name, tone: isGood ? 'ok' : 'error', found: `Answered ${request.outcome.status}` };
  }
  return nothing(name, 'None');
}

const isKind = <K extends Entry['kind']>(entry: Entry, kind: K): entry is Extract<Entry, { kind: K }> =>
  entry.kind === kind;

const nothing = (name: string, found: string): LookedFor => ({ name, tone: 'none', found });

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
