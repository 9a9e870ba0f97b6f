import { type Body, STILL_ARRIVING } from '@/lib/model/body';
import type { Outcome } from '@/lib/model/entry';
import type { Header, Witness } from '@/lib/model/observation';
import type { ExchangeRecord, FailureRecord, ResponseRecord } from './exchange';

/** How a request ended, from all who saw it end. */
export function outcomeOf(records: readonly ExchangeRecord[]): Outcome {
  const responses: ResponseRecord[] = [];
  const failures: FailureRecord[] = [];
  const hasFailed = records.some((record) => record.kind === 'failure');
  for (const record of records) {
    // Of an answer that broke off only the head was told.
    if (hasFailed && record.kind === 'response' && isArriving(record.body)) continue;
    // A redirect is answered by what comes after it.
    if (record.kind === 'response' && record.redirectedTo === undefined) responses.push(record);
    else if (record.kind === 'failure') failures.push(record);
  }
  if (responses.length === 0 && failures.length === 0) return { kind: 'pending' };
  responses.sort(byKnowledge);
  failures.sort(byKnowledge);
  const answer = responses.find((response) => response.status > 0) ?? responses[0];
  const refusal = failures.find((failure) => failure.source === 'page');
  if (answer && refusal?.reason === 'network' && answer.source !== 'page') {
    // The page was told nothing but "failed", and yet there is an answer: it was not allowed to read it.
    const message = `The server answered ${answer.status}, but the page may not read it: CORS.`;
    return { kind: 'failed', reason: 'cors', message, endedAt: refusal.at };
  }
  if (answer) return answered(answer, responses, earliest(records));
  const failure = failures.find((candidate) => candidate.reason !== 'network') ?? failures[0];
  if (!failure) return { kind: 'pending' };
  // Of what we answered ourselves, or sent, nobody else knows why there was no answer.
  const knowing = failure.reason === 'network' ? failures.find(({ source }) => source === 'extension') : undefined;
  const { message } = knowing ?? failure;
  return { kind: 'failed', reason: failure.reason, message, endedAt: (refusal ?? failure).at };
}

const isArriving = (body: Body): boolean => body.kind === 'unavailable' && body.reason === STILL_ARRIVING;

function answered(answer: ResponseRecord, responses: readonly ResponseRecord[], startedAt: number): Outcome {
  const paged = responses.find((response) => response.source === 'page');
  const timed = responses.find((response) => response.durationMs !== undefined);
  const endedAt = (paged ?? answer).at;
  return {
    kind: 'answered',
    status: answer.status,
    statusText: responses.find((response) => response.statusText !== '')?.statusText ?? '',
    headers: headersOf(responses),
    body: bodyOf(responses),
    endedAt,
    durationMs: timed?.durationMs ?? Math.max(0, endedAt - startedAt),
  };
}

/** The network log knows most of an answer, the page least: it sees what CORS lets it. */
const KNOWLEDGE: Record<Witness, number> = { network: 0, browser: 1, page: 2, extension: 3 };

function byKnowledge(a: ResponseRecord | FailureRecord, b: ResponseRecord | FailureRecord): number {
  return KNOWLEDGE[a.source] - KNOWLEDGE[b.source] || b.at - a.at || b.seq - a.seq;
}

function headersOf(responses: readonly ResponseRecord[]): Header[] {
  return responses.reduce<Header[]>((best, { headers }) => (headers.length > best.length ? headers : best), []);
}

/** The whole text before a part of it, then whoever knows that there was none, then a reason. */
function bodyOf(responses: readonly ResponseRecord[]): Body {
  let best: ResponseRecord | undefined;
  for (const response of responses) {
    if (!best || bodyRank(response) < bodyRank(best)) best = response;
  }
  if (best && bodyRank(best) < LAST_RANK) return best.body;
  return { kind: 'unavailable', reason: 'only the browser saw the answer' };
}

const LAST_RANK = 4;

function bodyRank({ body, source }: ResponseRecord): number {
  if (body.kind === 'form') return 0;
  if (body.kind === 'text') return body.truncated ? 1 : 0;
  if (body.kind === 'unavailable') return 3;
  // The browser says so of every answer: it cannot read them.
  return source === 'browser' ? LAST_RANK : 2;
}

function earliest(records: readonly ExchangeRecord[]): number {
  let first = Infinity;
  let firstRequest = Infinity;
  for (const { kind, at } of records) {
    first = Math.min(first, at);
    if (kind === 'request') firstRequest = Math.min(firstRequest, at);
  }
  return firstRequest < Infinity ? firstRequest : first;
}
