import type { RuleContext } from '@/lib/rules/context';
import { type Draft, defineRule, proof } from '@/lib/rules/rule';
import { keep, tagLines } from '@/lib/rules/snippets';
import { DOCS_PAGES } from '@/lib/tracker/dialects';
import { readCustomerId } from '@/lib/tracker/identifiers';

/** Two programs on one page, or a customer who belongs to another one. */
export const programIdConflict = defineRule({
  id: 'program-id-conflict',
  title: 'Two program ids are in use here',
  severity: 'error',
  effect: 'risks',
  docs: DOCS_PAGES.clickTracking,
  because: ['script-duplicated'],
  check: (context) => [conflictOnPage(context) ?? strangerInCookie(context)],
});

function conflictOnPage(context: RuleContext): Draft | undefined {
  const pair = context.programConflict;
  if (!pair) return undefined;
  const [one, other] = pair;
  return {
    title: `Two program ids are in use here: ${one.id} and ${other.id}`,
    explanation:
      'Which of them a click or lead belongs to depends on which script ran first. A lead for one program with a ' +
      'customer of the other is refused.',
    evidence: [
      proof(one.entry, `${one.source} says ${one.id}`),
      proof(other.entry, `${other.source} says ${other.id}`),
    ],
    fix: { title: 'Use one program id on all pages', code: keep(...tagLines(context)) },
  };
}

function strangerInCookie(context: RuleContext): Draft | undefined {
  const program = context.programs[0];
  const page = context.page;
  if (!program || !page || !/^\d+$/.test(program.id)) return undefined;
  const held = context.customer.heldAt(context.present, page.url);
  const owner = held && readCustomerId(held.value)?.programId;
  if (!held || owner === undefined || owner === program.id) return undefined;
  return {
    title: `The cookie holds a customer of program ${owner}, and this page is of program ${program.id}`,
    explanation:
      'The identifier carries the program that made it. A lead of this page with that customer may be answered with ' +
      '404, for the customer belongs to somebody else.',
    evidence: [
      proof(held.entry, `\`${held.name}\` is ${held.value}`, '/value'),
      proof(program.entry, `${program.source} says ${program.id}`),
    ],
    fix: {
      title: 'Use one program id on all pages of the site',
      text: 'If you changed programs, delete the cookie and follow a referral link again.',
      code: keep(...tagLines(context)),
    },
  };
}
