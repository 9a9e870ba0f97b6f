import type { Dialect } from '@/lib/model/entry';
import type { CodeLine } from '@/lib/model/judgement';
import { DIALECTS, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import type { RuleContext } from './context';

/** Code for fixes, in the dialect that the page itself speaks. */

export const keep = (...lines: string[]): CodeLine[] => lines.map((text) => ({ mark: ' ', text }));
export const drop = (...lines: string[]): CodeLine[] => lines.map((text) => ({ mark: '-', text }));
export const put = (...lines: string[]): CodeLine[] => lines.map((text) => ({ mark: '+', text }));

export function dialectFor(context: RuleContext): Dialect {
  return context.dialect ?? context.landing?.dialect ?? 'v1';
}

export function landingExample(context: RuleContext): string {
  return `?${DIALECTS[dialectFor(context)].landingParameter}=PARTNER_CODE`;
}

/** The lines of the tracker's tag, with its own program id where one is known. */
export function tagLines(context: RuleContext, extra: string[] = []): string[] {
  const program = context.programs.find((fact) => /^\d+$/.test(fact.id))?.id ?? 'YOUR_PROGRAM_ID';
  const attributes = [`${SCRIPT_ATTRIBUTES.programId}="${program}"`, ...extra];
  return [
    '<script async',
    '  src="https://api.affitor.com/js/affitor-tracker.js"',
    ...attributes.map((attribute, index) => `  ${attribute}${index === attributes.length - 1 ? '></script>' : ''}`),
  ];
}

/** A lead as it should be reported, whether the tracker has loaded or not. */
export function guardedLead(context: RuleContext): string[] {
  if (dialectFor(context) === 'v2') {
    return [
      'if (window.affitor) {',
      '  await window.affitor.signup(user.id, user.email);',
      '} else {',
      '  window.affitorQueue = window.affitorQueue || [];',
      "  window.affitorQueue.push(['signup', user.id, user.email]);",
      '}',
    ];
  }
  return [
    'const lead = { email: user.email, user_id: user.id };',
    'if (window.affitor) {',
    '  window.affitor.trackLead(lead);',
    '} else {',
    '  window.affitorQueue = window.affitorQueue || [];',
    "  window.affitorQueue.push(['trackLead', lead]);",
    '}',
  ];
}

/** The same call alone, with the values of its two arguments. */
export function leadLine(context: RuleContext, userId = 'user.id', email = 'user.email'): string {
  return dialectFor(context) === 'v2'
    ? `affitor.signup(${userId}, ${email});`
    : `affitor.trackLead({ email: ${email}, user_id: ${userId} });`;
}

/** What the dialect calls the id of a user. */
export function idName(context: RuleContext): string {
  return dialectFor(context) === 'v2' ? 'customer_key' : 'user_id';
}
