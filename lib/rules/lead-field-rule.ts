import type { Fix } from '@/lib/model/judgement';
import type { LeadField, LeadProblem } from '@/lib/tracker/lead-payload';
import type { RuleContext } from './context';
import { type LeadFact, nameOf, pointerTo } from './lead-facts';
import { type Draft, defineRule, proof, proofs, type Rule, type RuleFacts } from './rule';

/** Rules about one field of what leads hand over; what is wrong with it is told by `checkLead`, as in the Leads view. */

export type FieldFault = { lead: LeadFact; field: LeadField };

type FieldRule = RuleFacts & {
  problems: LeadProblem[];
  explanation: string;
  titleFor?(fault: FieldFault, context: RuleContext): string;
  fixFor(fault: FieldFault, context: RuleContext): Fix;
  severityFor?(context: RuleContext): Draft['severity'];
  /** Faults that are another rule's matter, or none here. */
  ignores?(fault: FieldFault, context: RuleContext): boolean;
};

export function leadFieldRule(facts: FieldRule): Rule {
  const { problems, explanation, titleFor, fixFor, severityFor, ignores, ...rest } = facts;
  return defineRule({
    ...rest,
    check(context) {
      const faults = faultsOf(context, problems).filter((fault) => !ignores?.(fault, context));
      const last = faults.at(-1);
      if (!last) return [];
      const severity = severityFor?.(context);
      return [
        {
          ...(severity && { severity }),
          ...(titleFor && { title: titleFor(last, context) }),
          explanation,
          evidence: proofs(faults, ({ lead, field }) =>
            proof(lead.entry, `${nameOf(lead)}: ${field.message}`, pointerTo(lead, field.name)),
          ),
          fix: fixFor(last, context),
        },
      ];
    },
  });
}

function faultsOf(context: RuleContext, problems: LeadProblem[]): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const lead of context.leadGroups.faulty) {
    for (const field of lead.problems) {
      if (field.problem && problems.includes(field.problem)) faults.push({ lead, field });
    }
  }
  return faults;
}
