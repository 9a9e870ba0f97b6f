import type { Condition, EventName, Selector } from './expectations';
import { describePredicate } from './predicate';

/** Conditions in words, for lists and reports. */

const NOUNS: Record<EventName, string> = {
  landing: 'landing',
  click: 'click',
  lead: 'lead',
  sale: 'sale',
  refund: 'refund',
  test: 'test event',
  request: 'request',
  cookie: 'cookie change',
  call: 'call',
  queue: 'queue item',
  console: 'console line',
  navigation: 'navigation',
  script: 'script',
};

export function describeSelector({ event, name, state, dialect, filter, where = [] }: Selector, count = 1): string {
  const noun = `${NOUNS[event]}${count === 1 ? '' : 's'}`;
  const parts = [
    ...(name === undefined ? [] : [event === 'landing' ? `with ${listOf(name, '?')}` : `named ${listOf(name)}`]),
    ...(state === undefined ? [] : [`in state ${listOf(state)}`]),
    ...(filter === undefined ? [] : [`matching \`${filter}\``]),
    ...(where.length === 0 ? [] : [`where ${where.map(describePredicate).join(' and ')}`]),
  ];
  return [dialect === undefined ? noun : `${dialect} ${noun}`, ...parts].join(' ');
}

export function describeCondition(condition: Condition): string {
  return sentence(words(condition));
}

function words(condition: Condition): string {
  if ('count' in condition) {
    const { of, exactly, atLeast, atMost } = condition.count;
    const bounds = [
      ...(exactly === undefined ? [] : [`exactly ${exactly}`]),
      ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
      ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ];
    return `${bounds.join(' and ')} ${describeSelector(of, exactly ?? atMost ?? atLeast ?? 1)}`;
  }
  if ('never' in condition) return `never a ${describeSelector(condition.never)}`;
  if ('order' in condition) {
    const chain = condition.order.map((selector) => describeSelector(selector)).join(', then ');
    return condition.withinMs === undefined ? `first ${chain}` : `first ${chain}, all within ${condition.withinMs} ms`;
  }
  if ('within' in condition) {
    const { from, to, ms } = condition.within;
    return `each ${describeSelector(from)} is followed by a ${describeSelector(to)} within ${ms} ms`;
  }
  if ('every' in condition) {
    const { of, has } = condition.every;
    return `in each ${describeSelector(of)}, ${has.map(describePredicate).join(' and ')}`;
  }
  if ('verdict' in condition) return `the verdict is ${listOf(condition.verdict)}`;
  if ('finding' in condition) {
    const { rule, severity, present = false } = condition.finding;
    return `${present ? 'a' : 'no'} finding ${severity === undefined ? '' : `of severity ${severity} `}by rule ${rule}`;
  }
  if ('all' in condition) return condition.all.map(words).join('; and ');
  if ('any' in condition) return `either ${condition.any.map(words).join('; or ')}`;
  return `not: ${words(condition.not)}`;
}

const listOf = (texts: string | string[], mark = ''): string =>
  [texts]
    .flat()
    .map((text) => mark + text)
    .join(' or ');

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
