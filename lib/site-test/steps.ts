import type { CookieEntry, QueueEntry } from '@/lib/model/entry';
import { SITE_TEST_STEPS, type SiteTestStep, type SiteTestStepName } from '@/lib/model/site-test';
import type { RuleContext } from '@/lib/rules/context';
import { leadOfRecord } from '@/lib/rules/funnel';
import { isCustomerCookie } from '@/lib/rules/identity';
import { type LeadFact, nameOf } from '@/lib/rules/lead-facts';
import { errorTextOf, isAccepted, replyOf, statusOf } from '@/lib/rules/payload';
import { serverSignupsOf } from '@/lib/rules/server-signup';
import { isErrorPage } from '@/lib/timeline/error-page';

/**
 * How far an attribution has come, step by step, from what was recorded since the test began. What has not happened yet
 * is waited for until the test is over; then it failed, or was not needed.
 */

type Judged = Omit<SiteTestStep, 'name'>;

const step = (state: Judged['state'], text: string): Judged => ({ state, text });

export function stepsOf(context: RuleContext, isOver: boolean): SiteTestStep[] {
  const lead = leadOfRecord(context);
  const judged: Record<SiteTestStepName, Judged> = {
    script: scriptStep(context, isOver),
    click: clickStep(context, isOver),
    cookie: cookieStep(context, isOver),
    queue: queueStep(context, lead, isOver),
    lead: leadStep(context, lead, isOver),
    response: responseStep(lead, isOver),
  };
  return SITE_TEST_STEPS.map((name) => ({ name, ...judged[name] }));
}

/** Nothing more is to come: the signup was answered, or it went wrong for good. */
export function isComplete(steps: readonly SiteTestStep[]): boolean {
  return steps.some(({ name, state }) => name === 'response' && state !== 'waiting' && state !== 'skipped');
}

/** All of them, before anything was recorded. */
export function firstSteps(): SiteTestStep[] {
  return [
    { name: 'script', ...step('waiting', 'The page is being opened') },
    { name: 'click', ...step('waiting', 'Waits for the tracker') },
    { name: 'cookie', ...step('waiting', 'Waits for the click') },
    { name: 'queue', ...step('waiting', SIGN_UP) },
    { name: 'lead', ...step('waiting', SIGN_UP) },
    { name: 'response', ...step('waiting', 'Waits for the lead') },
  ];
}

const SIGN_UP = 'Sign up on the page';

function scriptStep({ scripts, globals, navigations, dialect, programs }: RuleContext, isOver: boolean): Judged {
  const loaded = scripts.findLast(({ state }) => state === 'loaded');
  if (loaded || globals.some(({ phase }) => phase === 'appeared')) {
    const [program] = programs;
    const whose = [dialect, program && `program ${program.id}`].filter(Boolean).join(', ');
    return step('passed', whose ? `The tracker runs: ${whose}` : 'The tracker runs');
  }
  const script = scripts.at(-1);
  if (script?.state === 'failed') return step('failed', script.message ?? 'The tracker’s script did not load');
  if (script?.state === 'inert') return step('failed', 'The script tag is of a type that no browser runs');
  const page = navigations.findLast(({ status }) => status !== undefined);
  if (!script && page && isErrorPage(page)) return step('failed', `The page was answered with status ${page.status}`);
  if (!script && navigations.every(({ navigationCause }) => navigationCause === 'unload')) {
    return isOver ? step('failed', 'The page did not open') : step('waiting', 'The page is not open yet');
  }
  if (isOver) return step('failed', script ? 'The script tag is there, and nothing ran' : 'No tracker was seen');
  return step('waiting', script ? 'The script loads' : 'No tracker seen yet');
}

function clickStep({ clicks, landing }: RuleContext, isOver: boolean): Judged {
  const click = clicks.findLast(isAccepted) ?? clicks.at(-1);
  if (click && isAccepted(click)) {
    const partner = replyOf(click)?.partner_code;
    return step('passed', typeof partner === 'string' ? `Recorded for ${partner}` : 'Recorded');
  }
  if (click?.outcome.kind === 'pending' && !isOver) return step('waiting', 'On its way');
  if (click) return step('failed', answerText(click) || 'It got no answer');
  if (landing?.lost) return step('failed', `A redirect lost \`?${landing.parameter}=\``);
  return isOver ? step('failed', 'The tracker sent no click') : step('waiting', 'No click sent yet');
}

function cookieStep({ customer, cookies, present, page }: RuleContext, isOver: boolean): Judged {
  const held = customer.heldAt(present, page?.url ?? '');
  if (held) return step('passed', `\`${held.name}\` holds the customer`);
  const refused = cookies.findLast((cookie: CookieEntry) => isCustomerCookie(cookie) && cookie.action === 'refused');
  if (refused) return step('failed', refused.message ?? `The browser refused \`${refused.name}\``);
  return isOver ? step('failed', 'No customer cookie was written') : step('waiting', 'No customer cookie yet');
}

const LOST_IN_QUEUE: Partial<Record<QueueEntry['state'], string>> = {
  misspelt: 'It was pushed to a name that the tracker does not read',
  lexical: 'The queue is declared with `let` or `const`, where the tracker cannot see it',
  unreadable: 'The queue could not be read',
  refused: 'The tracker did not take the item',
};

function queueStep({ queue }: RuleContext, lead: LeadFact | undefined, isOver: boolean): Judged {
  const item = lead?.queue;
  if (item?.state === 'drained') return step('passed', 'The tracker took the item');
  if (lead?.call && !item) return step('skipped', 'Not used: the tracker was called itself');
  const lost = queue.findLast(({ state, afterLoad }) => state in LOST_IN_QUEUE || (afterLoad && state === 'waiting'));
  if (lost) return step('failed', LOST_IN_QUEUE[lost.state] ?? 'Pushed after the tracker had emptied it');
  if (item) return step(isOver ? 'failed' : 'waiting', 'The item waits for the tracker');
  if (lead || isOver) return step('skipped', 'Not used');
  return step('waiting', SIGN_UP);
}

function leadStep(context: RuleContext, lead: LeadFact | undefined, isOver: boolean): Judged {
  if (!lead) {
    if (!isOver) return step('waiting', SIGN_UP);
    const [signup] = serverSignupsOf(context);
    if (!signup) return step('failed', 'No signup was reported');
    return signup.carries
      ? step('skipped', 'Left to your server: the signup request carried the customer')
      : step('failed', 'Left to your server, and the signup request did not carry the customer');
  }
  const name = nameOf(lead);
  if (lead.state === 'refused') return step('failed', `The tracker did not take ${name}`);
  if (lead.state === 'waiting') return step(isOver ? 'failed' : 'waiting', `${name} waits in the queue`);
  if (lead.state === 'called') return step(isOver ? 'failed' : 'waiting', `${name} was called, nothing sent yet`);
  const problem = lead.problems.find(({ status }) => status === 'missing' || status === 'wrong');
  if (problem) return step('warned', `${name}: \`${problem.name}\` is ${problem.status}`);
  return step('passed', `${name} was sent${lead.userId === undefined ? '' : ' with a user id'}`);
}

function responseStep(lead: LeadFact | undefined, isOver: boolean): Judged {
  const request = lead?.request;
  const status = request && statusOf(request);
  switch (lead?.state) {
    case 'accepted':
      return step('passed', `Recorded, status ${status}`);
    case 'provisional':
      return step('warned', 'Provisional: it counts once your server confirms it');
    case 'test':
      return step('warned', 'Kept as a test, not as a lead');
    case 'rejected':
    case 'failed':
      return step('failed', (request && answerText(request)) || 'It got no answer');
    case 'sent':
      return step(isOver ? 'failed' : 'waiting', isOver ? 'It got no answer' : 'On its way');
    default:
      return isOver ? step('skipped', 'Nothing was sent') : step('waiting', 'Waits for the lead');
  }
}

function answerText(request: NonNullable<LeadFact['request']>): string {
  const { outcome } = request;
  if (outcome.kind === 'failed') return outcome.message;
  return outcome.kind === 'answered' ? `Status ${outcome.status} ${errorTextOf(request)}`.trim() : '';
}
