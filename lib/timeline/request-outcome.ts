import type { Body } from '@/lib/model/body';
import type { Outcome } from '@/lib/model/entry';
import type { Header, Witness } from '@/lib/model/observation';
import type { ExchangeRecord, FailureRecord, ResponseRecord } from './exchange';

/** How a request ended, from all who saw it end. */
export function outcomeOf(records: readonly ExchangeRecord[]): Outcome {
  const responses = records.filter((record): record is ResponseRecord => isFinalResponse(record)).sort(byKnowledge);
  const failures = records.filter((record): record is FailureRecord => record.kind === 'failure').sort(byKnowledge);
  const startedAt = earliest(records);
  const answer = responses.find((response) => response.status > 0) ?? responses[0];
  const refusal = failures.find((failure) => failure.source === 'page');
  if (answer && refusal?.reason === 'network' && answer.source !== 'page') {
    // The page was told nothing but "failed", and yet there is an answer: it was not allowed to read it.
    const message = `The server answered ${answer.status}, but the page may not read it: CORS.`;
    return { kind: 'failed', reason: 'cors', message, endedAt: refusal.at };
  }
  if (answer) return answered(answer, responses, startedAt);
  const failure = failures.find((candidate) => candidate.reason !== 'network') ?? failures[0];
  if (!failure) return { kind: 'pending' };
  const said = refusal ?? failure;
  return { kind: 'failed', reason: failure.reason, message: failure.message, endedAt: said.at };
}

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

function isFinalResponse(record: ExchangeRecord): boolean {
  return record.kind === 'response' && record.redirectedTo === undefined;
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
  const bodies = responses.map((response) => response.body);
  const readable = bodies.filter((body) => body.kind === 'text' || body.kind === 'form');
  const whole = readable.find((body) => body.kind === 'form' || !body.truncated);
  const best = whole ?? readable[0];
  if (best) return best;
  const knowing = responses.find((response) => response.source !== 'browser' && response.body.kind === 'none');
  if (knowing) return knowing.body;
  return (
    bodies.find((body) => body.kind === 'unavailable') ?? {
      kind: 'unavailable',
      reason: 'only the browser saw the answer',
    }
  );
}

function earliest(records: readonly ExchangeRecord[]): number {
  const requests = records.filter((record) => record.kind === 'request');
  return (requests.length > 0 ? requests : records).reduce((time, record) => Math.min(time, record.at), Infinity);
}
