import type { Entry, RequestEntry, StackFrame } from '@/lib/model/entry';
import { outcomeText } from './request-summary';
import { summarise } from './summary';
import { compareEntries, type Timeline } from './timeline';
import { duration, shortUrl } from './words';

/**
 * A trace told as steps: pushed, waited, drained, called, printed, sent, answered, cookie changed. Times count from
 * the trace's own zero, the moment the tracker took over.
 */
export type LifelineStep = {
  kind:
    | 'pushed'
    | 'drained'
    | 'called'
    | 'settled'
    | 'console'
    | 'sent'
    | 'redirected'
    | 'answered'
    | 'failed'
    | 'cookie'
    | 'script'
    | 'other';
  entryId: string;
  number: number;
  at: number;
  /** Since the trace's zero; negative before it. */
  offsetMs: number;
  /** Since the step before. */
  gapMs: number;
  title: string;
  detail: string;
  tone: 'ok' | 'info' | 'warn' | 'error';
  /** Where in the page's code. */
  place?: StackFrame;
};

export type Lifeline = { steps: LifelineStep[]; zeroAt: number; durationMs: number };

/** The life line of the trace that an entry belongs to. */
export function lifelineOf(timeline: Timeline, entryId: string): Lifeline | undefined {
  const entry = timeline.byId.get(entryId);
  if (!entry) return undefined;
  const entries = traceOf(timeline, entry.trace);
  const drafts = entries
    .flatMap(stepsOf)
    .sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind] || a.number - b.number);
  const first = drafts[0];
  const last = drafts.at(-1);
  if (!first || !last) return undefined;
  const zeroAt = (
    drafts.find((step) => step.kind === 'drained') ??
    drafts.find((step) => step.kind === 'called') ??
    first
  ).at;
  const steps = drafts.map((draft, index) => ({
    ...draft,
    offsetMs: draft.at - zeroAt,
    gapMs: draft.at - (drafts[index - 1]?.at ?? draft.at),
  }));
  return { steps, zeroAt, durationMs: last.at - first.at };
}

/** All entries of a trace, the root first where times are equal. */
export function traceOf(timeline: Timeline, rootId: string): Entry[] {
  const found = new Map<string, Entry>();
  const open = [rootId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const entry = timeline.byId.get(id);
    if (!entry || found.has(id)) continue;
    found.set(id, entry);
    open.push(...entry.effects);
  }
  return [...found.values()].sort(compareEntries);
}

type Draft = Omit<LifelineStep, 'offsetMs' | 'gapMs'>;

/** The order of steps that carry the same time. */
const ORDER: Record<LifelineStep['kind'], number> = {
  script: 0,
  pushed: 1,
  drained: 2,
  called: 3,
  console: 4,
  sent: 5,
  redirected: 6,
  answered: 7,
  failed: 7,
  cookie: 8,
  settled: 9,
  other: 10,
};

function stepsOf(entry: Entry): Draft[] {
  const { title, detail } = summarise(entry);
  const place = entry.stack[0];
  const base = {
    entryId: entry.id,
    number: entry.number,
    at: entry.at,
    title,
    detail,
    tone: 'info' as const,
    ...(place && { place }),
  };
  switch (entry.kind) {
    case 'queue':
      return queueSteps(entry, base);
    case 'call':
      return callSteps(entry, base);
    case 'console':
      return [{ ...base, kind: 'console', tone: entry.reading?.tone ?? (entry.level === 'error' ? 'error' : 'info') }];
    case 'request':
      return requestSteps(entry, base);
    case 'cookie':
      return [{ ...base, kind: 'cookie', tone: entry.action === 'refused' ? 'error' : 'ok' }];
    case 'script':
      return [
        { ...base, kind: 'script', tone: entry.state === 'failed' || entry.state === 'inert' ? 'error' : 'info' },
      ];
    default:
      return [{ ...base, kind: 'other' }];
  }
}

function queueSteps(entry: Extract<Entry, { kind: 'queue' }>, base: Omit<Draft, 'kind'>): Draft[] {
  const title = entry.itemId === undefined ? base.title : `Pushed to ${entry.name}`;
  const pushed: Draft = {
    ...base,
    kind: 'pushed',
    title,
    tone: entry.state === 'refused' || entry.afterLoad ? 'error' : 'info',
  };
  if (entry.drainedAt === undefined) return [pushed];
  const { place: _place, ...elsewhere } = base;
  const waited = duration(entry.drainedAt - entry.at);
  return [
    pushed,
    { ...elsewhere, kind: 'drained', at: entry.drainedAt, title: 'Taken from the queue', detail: `Waited ${waited}` },
  ];
}

function callSteps(entry: Extract<Entry, { kind: 'call' }>, base: Omit<Draft, 'kind'>): Draft[] {
  const called: Draft = { ...base, kind: 'called', title: `${entry.method}() called` };
  const { outcome } = entry;
  if (outcome.kind === 'pending' || outcome.kind === 'returned') return [called];
  const isFault = outcome.kind === 'threw' || outcome.kind === 'rejected';
  const { place: _place, ...elsewhere } = base;
  const title = `${entry.method}() ${outcome.kind}`;
  return [
    called,
    { ...elsewhere, kind: 'settled', at: outcome.endedAt, title, detail: '', tone: isFault ? 'error' : 'ok' },
  ];
}

function requestSteps(entry: RequestEntry, base: Omit<Draft, 'kind'>): Draft[] {
  const { place: _place, ...elsewhere } = base;
  const sent: Draft = {
    ...base,
    kind: 'sent',
    title: `${entry.method} ${shortUrl(entry.url)}`,
    detail: sentDetail(entry),
  };
  const redirected = entry.redirects.map(
    ({ url, status }): Draft => ({
      ...elsewhere,
      kind: 'redirected',
      title: `Redirected · ${status}`,
      detail: shortUrl(url),
    }),
  );
  if (entry.outcome.kind === 'pending') return [sent, ...redirected];
  const { outcome } = entry;
  const end = { ...elsewhere, at: outcome.endedAt, title: sentenceCase(outcomeText(entry)) };
  if (outcome.kind === 'failed')
    return [sent, ...redirected, { ...end, kind: 'failed', detail: outcome.message, tone: 'error' }];
  const tone = outcome.status >= 400 ? 'error' : 'ok';
  const title = outcome.statusText ? `${outcome.status} ${outcome.statusText}` : `Answered ${outcome.status}`;
  const text = outcome.body.kind === 'text' ? outcome.body.text.slice(0, 120) : '';
  return [sent, ...redirected, { ...end, kind: 'answered', title, detail: text, tone }];
}

function sentDetail(entry: RequestEntry): string {
  return `via ${entry.carrier}${entry.keepalive ? ', keepalive' : ''}`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
