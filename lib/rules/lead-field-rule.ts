import type { Fix } from '@/lib/model/judgement';
import type { LeadField, LeadProblem } from '@/lib/tracker/lead-payload';
import type { RuleContext } from './context';
import { type LeadFact, nameOf } from './lead-facts';
import { type Draft, defineRule, proof, type Rule, type RuleFacts } from './rule';

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
          evidence: faults.map(({ lead, field }) =>
            proof(lead.entry, `${nameOf(lead)}: ${field.message}`, lead.pointerTo(field.name)),
          ),
          fix: fixFor(last, context),
        },
      ];
    },
  });
}

function faultsOf(context: RuleContext, problems: LeadProblem[]): FieldFault[] {
  return context.leads.flatMap((lead) =>
    lead.check.fields
      .filter((field) => field.problem !== undefined && problems.includes(field.problem))
      .map((field) => ({ lead, field })),
  );
}
