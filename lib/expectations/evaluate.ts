import type { Evidence, Judgement } from '@/lib/model/judgement';
import type { Timeline } from '@/lib/timeline/timeline';
import { duration } from '@/lib/timeline/words';
import { describeCondition, describeSelector } from './describe';
import { createEventSource, type EventSource, evidenceOf, type TimelineEvent } from './events';
import type { Check, CheckResult, CheckState, Condition, Expectations } from './expectations';
import { describePredicate, holds, textMatcher, valueAt } from './predicate';

/** Holds a timeline and its judgement against what a user expects: one result a check, with the evidence. */
export type EvaluateOptions = {
  /** The recording is over: what has not come will not, so nothing is "not yet". */
  over?: boolean;
  /** The present, for conditions with a time. Without it the last event's. */
  now?: number;
};

type Outcome = Pick<CheckResult, 'state' | 'received' | 'evidence' | 'soFar' | 'progress'>;

type Scene = { events: EventSource; judgement: Judgement; over: boolean; now: number };

const EVIDENCE_LIMIT = 10;

export function evaluate(
  expectations: Pick<Expectations, 'checks'>,
  timeline: Timeline,
  judgement: Judgement,
  options: EvaluateOptions = {},
): CheckResult[] {
  const scene: Scene = {
    events: createEventSource(timeline),
    judgement,
    over: options.over ?? false,
    now: options.now ?? timeline.entries.at(-1)?.at ?? 0,
  };
  return expectations.checks.map((check) => evaluateCheck(check, scene));
}

function evaluateCheck({ id, title, expect }: Check, scene: Scene): CheckResult {
  const { evidence, ...outcome } = outcomeOf(expect, scene);
  const shown = eachOnce(evidence).slice(0, EVIDENCE_LIMIT);
  return { id, title, expected: describeCondition(expect), ...outcome, evidence: shown };
}

/** Several conditions of one check may rest on the same event. */
function eachOnce(evidence: readonly Evidence[]): Evidence[] {
  const keyOf = ({ entryId, pointer, text }: Evidence) => JSON.stringify([entryId, pointer, text]);
  return [...new Map(evidence.map((one) => [keyOf(one), one])).values()];
}

function outcomeOf(condition: Condition, scene: Scene): Outcome {
  if ('count' in condition) return counted(condition.count, scene);
  if ('never' in condition) return never(condition.never, scene);
  if ('order' in condition) return ordered(condition, scene);
  if ('within' in condition) return within(condition.within, scene);
  if ('every' in condition) return every(condition.every, scene);
  if ('verdict' in condition) return verdict(condition.verdict, scene);
  if ('finding' in condition) return finding(condition.finding, scene);
  if ('all' in condition) return all(condition.all, scene);
  if ('any' in condition) return any(condition.any, scene);
  return not(condition.not, scene);
}

/** Nothing speaks against it, but it is not there either. */
const open = ({ over }: Scene): CheckState => (over ? 'fail' : 'not-yet');

/** What passes by absence does so only as long as nothing comes. */
const soFar = (isAbsent: boolean, { over }: Scene): { soFar?: true } => (isAbsent && !over ? { soFar: true } : {});

const evidences = (events: TimelineEvent[]): Evidence[] => events.map((event) => evidenceOf(event));

type Of<Name extends string> = Extract<Condition, Record<Name, unknown>>[Name &
  keyof Extract<Condition, Record<Name, unknown>>];

function counted({ of, exactly, atLeast, atMost }: Of<'count'>, scene: Scene): Outcome {
  const events = scene.events(of);
  const most = Math.min(exactly ?? Number.POSITIVE_INFINITY, atMost ?? Number.POSITIVE_INFINITY);
  const least = Math.max(exactly ?? 0, atLeast ?? 0);
  const state = events.length > most ? 'fail' : events.length < least ? open(scene) : 'pass';
  return {
    state,
    received: cameText(of, events.length),
    evidence: evidences(events),
    ...soFar(state === 'pass' && least === 0, scene),
    ...(least > 0 && { progress: { done: Math.min(events.length, least), of: least } }),
  };
}

function never(selector: Of<'never'>, scene: Scene): Outcome {
  const events = scene.events(selector);
  return {
    state: events.length > 0 ? 'fail' : 'pass',
    received: cameText(selector, events.length),
    evidence: evidences(events),
    ...soFar(events.length === 0, scene),
  };
}

function cameText(selector: Of<'never'>, count: number): string {
  if (count === 0) return `No ${describeSelector(selector)} came`;
  return `${count} ${describeSelector(selector, count)} came`;
}

function ordered({ order, withinMs }: Extract<Condition, { order: unknown }>, scene: Scene): Outcome {
  const firsts = order.map((selector) => scene.events(selector)[0]);
  const came = firsts.filter((event) => event !== undefined);
  const progress = { done: came.length, of: order.length };
  for (const [index, event] of firsts.entries()) {
    const before = firsts[index - 1];
    const selector = order[index];
    const selectorBefore = order[index - 1];
    if (index === 0 || !event || !selector || !selectorBefore) continue;
    if (!before || isBefore(event, before)) {
      const received = `${capital(describeSelector(selector))} came before any ${describeSelector(selectorBefore)}`;
      return { state: 'fail', received, evidence: evidences(before ? [event, before] : [event]), progress };
    }
  }
  const missing = order[firsts.indexOf(undefined)];
  if (missing) {
    return {
      state: open(scene),
      received: `No ${describeSelector(missing)} came`,
      evidence: evidences(came),
      progress,
    };
  }
  const tookMs = (came.at(-1)?.at ?? 0) - (came[0]?.at ?? 0);
  const isInTime = withinMs === undefined || tookMs <= withinMs;
  const received = `They came in this order, within ${duration(tookMs)}`;
  return { state: isInTime ? 'pass' : 'fail', received, evidence: evidences(came), progress };
}

/** Within one millisecond a request may be numbered before the call that sent it, when the browser told of it first. */
const isBefore = (a: TimelineEvent, b: TimelineEvent): boolean =>
  a.at < b.at || (a.at === b.at && a.number < b.number && !isEffect(a, b));

const isEffect = (event: TimelineEvent, cause: TimelineEvent): boolean =>
  event.entries.some((entry) => cause.entries.some(({ id }) => id === entry.cause));

function within({ from, to, ms }: Of<'within'>, scene: Scene): Outcome {
  const starts = scene.events(from);
  const ends = scene.events(to);
  if (starts.length === 0) return { state: open(scene), received: cameText(from, 0), evidence: [] };
  const unanswered = starts.filter(
    (start) => !ends.some((end) => end.entryId !== start.entryId && end.at >= start.at && end.at - start.at <= ms),
  );
  const progress = { done: starts.length - unanswered.length, of: starts.length };
  if (unanswered.length === 0) {
    return { state: 'pass', received: `Each was followed in time`, evidence: evidences(starts), progress };
  }
  const isLate = unanswered.some((start) => scene.over || scene.now - start.at > ms);
  const received = `No ${describeSelector(to)} came within ${duration(ms)} after #${unanswered[0]?.number}`;
  return { state: isLate ? 'fail' : 'not-yet', received, evidence: evidences(unanswered), progress };
}

function every({ of, has }: Of<'every'>, scene: Scene): Outcome {
  const events = scene.events(of);
  if (events.length === 0) return { state: open(scene), received: cameText(of, 0), evidence: [] };
  const faults = events.flatMap((event) =>
    has.filter((predicate) => !holds(predicate, event)).map((predicate) => ({ event, predicate })),
  );
  const [first] = faults;
  const failing = new Set(faults.map(({ event }) => event));
  const progress = { done: events.length - failing.size, of: events.length };
  if (!first)
    return {
      state: 'pass',
      received: events.length === 1 ? 'It is so' : `All ${events.length} are so`,
      evidence: evidences(events),
      progress,
    };
  const value = valueAt(first.predicate, first.event);
  return {
    state: 'fail',
    received: `In #${first.event.number} it is not so that ${describePredicate(first.predicate)}: it is ${value === undefined ? 'absent' : short(value)}`,
    evidence: faults.map(({ event, predicate }) => evidenceOf(event, predicate.at)),
    progress,
  };
}

const short = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};

function verdict(wanted: Of<'verdict'>, scene: Scene): Outcome {
  const { value, cause, evidence } = scene.judgement.verdict;
  const isWanted = typeof wanted === 'string' ? wanted === value : wanted.includes(value);
  const mayChange = value === 'pending' || value === 'no-tracker';
  const state = isWanted ? 'pass' : mayChange ? open(scene) : 'fail';
  return { state, received: `The verdict is ${value}: ${cause}`, evidence };
}

function finding({ rule, severity, present = false }: Of<'finding'>, scene: Scene): Outcome {
  const matches = textMatcher(rule);
  const found = scene.judgement.findings.filter(
    (one) => matches(one.rule) && (severity === undefined || one.severity === severity),
  );
  const evidence = found.flatMap((one) => one.evidence);
  const received = found.length === 0 ? 'No such finding' : found.map((one) => `${one.rule}: ${one.title}`).join('; ');
  if (present) return { state: found.length > 0 ? 'pass' : open(scene), received, evidence };
  if (found.length > 0) return { state: 'fail', received, evidence };
  return { state: 'pass', received, evidence, ...soFar(true, scene) };
}

function all(conditions: Condition[], scene: Scene): Outcome {
  const outcomes = conditions.map((condition) => outcomeOf(condition, scene));
  const worst = outcomes.find(({ state }) => state === 'fail') ?? outcomes.find(({ state }) => state === 'not-yet');
  return {
    state: worst?.state ?? 'pass',
    received: worst?.received ?? inOneSentence(outcomes),
    evidence: worst?.evidence ?? outcomes.flatMap(({ evidence }) => evidence),
    ...soFar(!worst && outcomes.some((outcome) => outcome.soFar), scene),
    progress: { done: outcomes.filter(({ state }) => state === 'pass').length, of: outcomes.length },
  };
}

function any(conditions: Condition[], scene: Scene): Outcome {
  const outcomes = conditions.map((condition) => outcomeOf(condition, scene));
  const best = outcomes.find(({ state }) => state === 'pass') ?? outcomes.find(({ state }) => state === 'not-yet');
  if (best) return best;
  return {
    state: 'fail',
    received: inOneSentence(outcomes),
    evidence: outcomes.flatMap(({ evidence }) => evidence),
  };
}

function not(condition: Condition, scene: Scene): Outcome {
  const { state, received, evidence } = outcomeOf(condition, scene);
  const turned: Record<CheckState, CheckState> = { pass: 'fail', fail: 'pass', 'not-yet': 'not-yet' };
  return { state: turned[state], received, evidence };
}

const inOneSentence = (outcomes: Outcome[]): string =>
  outcomes.map(({ received }, index) => (index === 0 ? received : uncapital(received))).join('; ');

const uncapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
