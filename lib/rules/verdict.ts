import type { Evidence, Finding, Verdict, VerdictValue } from '@/lib/model/judgement';
import { isErrorPage } from '@/lib/timeline/error-page';
import type { RuleContext } from './context';
import { leadOfRecord } from './funnel';
import { RULES } from './registry';
import { proof } from './rule';
import { serverSignupsOf } from './server-signup';

/** The answer in one look: a state, why, and what to do next. */

export const STATES: Record<VerdictValue, string> = {
  attributed: 'Working',
  'at-risk': 'At risk',
  lost: 'Broken',
  'test-only': 'Test only',
  pending: 'Waiting',
  'server-side': 'Sent by your server',
  'no-tracker': 'Not detected',
};

type Answer = { cause: string; nextStep: string; evidence: Evidence[] };

export function verdictOf(context: RuleContext, findings: readonly Finding[]): Verdict {
  const [value, answer] = decide(context, findings);
  return { value, state: STATES[value], ...answer };
}

function decide(context: RuleContext, findings: readonly Finding[]): [VerdictValue, Answer] {
  const roots = findings.filter((finding) => finding.because === undefined);
  const breaking = breakingRoot(findings, roots);
  if (!context.hasTracker) return ['no-tracker', notDetected(context)];

  const lead = leadOfRecord(context);
  if (lead?.state === 'test' || (turnsLeadsToTests(context) && lead?.state !== 'accepted' && !breaking)) {
    return ['test-only', testOnly(context)];
  }
  if (lead?.state === 'accepted' || lead?.state === 'provisional') {
    const risk = roots.find(isRisk);
    const evidence = [proof(lead.request ?? lead.entry, 'The lead was answered')];
    if (risk) return ['at-risk', { ...fromFinding(risk), evidence: [...evidence, ...risk.evidence] }];
    return ['attributed', attributed(context, evidence)];
  }
  if (breaking) return ['lost', fromFinding(breaking)];
  const feared = roots.find(losesSignup);
  if (feared) return ['at-risk', fromFinding(feared)];
  if (!lead && serverSignupsOf(context).length > 0) return ['server-side', serverSide(context)];
  return ['pending', waiting(context)];
}

/** The first generation keeps its leads back in debug; the second is not known to. */
function turnsLeadsToTests(context: RuleContext): boolean {
  return context.debug?.on === true && context.dialect !== 'v2';
}

/** The cause behind the first finding that is known to cost the signup, be it that finding itself. */
function breakingRoot(findings: readonly Finding[], roots: readonly Finding[]): Finding | undefined {
  const breaking = findings.find((finding) => losesSignup(finding) && !isInferred(finding));
  return breaking?.because === undefined ? breaking : roots.find((root) => root.rule === breaking.because);
}

const losesSignup = (finding: Finding): boolean => EFFECTS.get(finding.rule) === 'loses';

/** A rule lowers its severity where it cannot be sure. */
const isInferred = (finding: Finding): boolean => finding.severity !== SEVERITIES.get(finding.rule);

const SEVERITIES = new Map(RULES.map((rule) => [rule.id, rule.severity]));
const EFFECTS = new Map(RULES.map((rule) => [rule.id, rule.effect]));

/** After a lead was recorded: what may still make it worth nothing. */
function isRisk(finding: Finding): boolean {
  if (finding.severity === 'info') return false;
  return finding.severity === 'error' || EFFECTS.get(finding.rule) !== 'none';
}

function fromFinding(finding: Finding): Answer {
  return {
    cause: sentencePart(finding.title),
    nextStep: finding.fix ? `${finding.fix.title}.` : 'See the finding for what to change.',
    evidence: finding.evidence,
  };
}

function notDetected(context: RuleContext): Answer {
  const navigation = context.page?.navigation;
  if (navigation && isErrorPage(navigation)) {
    return {
      cause: `${navigation.url} was answered with status ${navigation.status}, by a page without an Affitor tracker`,
      nextStep: 'Open a page that is there, or find out why the server refuses this one.',
      evidence: [proof(navigation, `Status ${navigation.status}`, '/status')],
    };
  }
  return {
    cause: context.page ? `no sign of an Affitor tracker on ${context.page.url}` : 'no page has been seen yet',
    nextStep: 'Reload the page with this panel open, or add the tracker script to it.',
    evidence: [],
  };
}

function testOnly(context: RuleContext): Answer {
  const lead = leadOfRecord(context);
  const evidence = [
    ...(context.debug?.on ? [proof(context.debug.entry, `Debug is on, ${context.debug.source}`)] : []),
    ...(lead?.state === 'test' ? [proof(lead.request ?? lead.entry, 'Went out as a test')] : []),
  ];
  const nextStep = context.debug?.on
    ? 'Turn debug off, then sign up again for a real lead.'
    : 'Take `test_mode` out of the call for a real lead.';
  if (lead?.state !== 'test') {
    return { cause: 'debug is on, so a signup here would be kept as a test, not a lead', nextStep, evidence };
  }
  const why = context.debug?.on ? 'debug is on' : '`test_mode` is set';
  return { cause: `${why}, so this signup was kept as a test, not a lead`, nextStep, evidence };
}

function attributed(context: RuleContext, evidence: Evidence[]): Answer {
  const partner = context.landing?.code;
  const whose = partner ? ` to ${partner}` : '';
  return {
    cause: `click, cookie and lead belong together, so this signup is attributed${whose}`,
    nextStep: 'Send the sale from your server with the same user id.',
    evidence,
  };
}

function serverSide(context: RuleContext): Answer {
  const [signup] = serverSignupsOf(context);
  const carried = signup?.carries ? 'carried' : 'did not carry';
  return {
    cause: `the page sent no lead itself, and its signup request ${carried} the customer cookie`,
    nextStep: 'Check that your server reads the cookie and reports the lead: that request is not visible to a browser.',
    evidence: signup ? [proof(signup.request, `The signup request ${carried} the customer cookie`)] : [],
  };
}

function waiting(context: RuleContext): Answer {
  const lead = leadOfRecord(context);
  if (lead) {
    const where = lead.state === 'waiting' ? 'the lead waits in the queue for the tracker' : 'the lead is on its way';
    return { cause: where, nextStep: 'Wait for the answer.', evidence: [proof(lead.entry, 'The lead')] };
  }
  const click = context.clicks.at(-1);
  if (click) {
    return {
      cause: 'the click is recorded, and no signup yet',
      nextStep: 'Sign up on the page.',
      evidence: [proof(click, 'The click')],
    };
  }
  const held = context.customer.heldAt(context.present, context.page?.url ?? '');
  if (held) {
    return {
      cause: 'an earlier click is held in the cookie, and no signup yet',
      nextStep: 'Sign up on the page.',
      evidence: [proof(held.entry, `${held.name} holds the customer`)],
    };
  }
  return {
    cause: 'the tracker is here, and no referral link was followed yet',
    nextStep: 'Open the page with a partner’s code in its address, then sign up.',
    evidence: [],
  };
}

/** A title as it goes on after "Broken —": its first letter small, unless a name or code begins it. */
function sentencePart(title: string): string {
  const [first = '', second = ''] = title;
  return /[A-Z]/.test(first) && /[a-z ]/.test(second) && !title.startsWith('Affitor')
    ? first.toLowerCase() + title.slice(1)
    : title;
}
