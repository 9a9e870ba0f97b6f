import type { Entry } from '@/lib/model/entry';
import type { Evidence, Finding, Fix, Severity } from '@/lib/model/judgement';
import type { RuleContext } from './context';

/** What a rule is: one thing that can be wrong with an integration, how it is proven, and how it is mended. */

/** What a finding of the rule does to the signup: it is not attributed, it may come to nothing later, or neither. */
export type Effect = 'loses' | 'risks' | 'none';

/** What a rule writes; the rest of the finding is the same for every finding of the rule. */
export type Draft = {
  title?: string;
  /** Lower than the rule's own where only an inference stands behind the finding. */
  severity?: Severity;
  explanation: string;
  evidence: Evidence[];
  fix?: Fix;
  /** Rules whose finding explains this very one, besides the rule's own `because`. */
  because?: string[];
};

export type RuleFacts = {
  id: string;
  title: string;
  severity: Severity;
  effect: Effect;
  /** The vendor's page. */
  docs: string;
  /** Rules that explain a finding of this one, the likeliest first: when one of them found something, this is its consequence. */
  because?: readonly string[];
};

export type Rule = RuleFacts & { check(context: RuleContext): RuleFinding[] };

/** A finding before `judge` has told causes from consequences. */
export type RuleFinding = Finding & { candidates: readonly string[] };

/** More proof than this helps nobody, and a journal of ten thousand leads would carry it all. */
const EVIDENCE_LIMIT = 12;

export function defineRule(facts: RuleFacts & { check(context: RuleContext): (Draft | undefined)[] }): Rule {
  const { check, ...rest } = facts;
  return {
    ...rest,
    check: (context) =>
      check(context)
        .filter((draft) => draft !== undefined)
        .map((draft) => ({
          rule: facts.id,
          severity: draft.severity ?? facts.severity,
          title: draft.title ?? facts.title,
          explanation: draft.explanation,
          evidence: draft.evidence.slice(0, EVIDENCE_LIMIT),
          ...(draft.fix && { fix: draft.fix }),
          docs: facts.docs,
          candidates: [...(draft.because ?? []), ...(facts.because ?? [])],
        })),
  };
}

export function proof(entry: Entry, text: string, pointer?: string): Evidence {
  return { entryId: entry.id, number: entry.number, text, ...(pointer !== undefined && { pointer }) };
}

/** Proof from many things of one sort; no more of it than anybody would read. */
export function proofs<T>(things: readonly T[], toProof: (thing: T, index: number) => Evidence): Evidence[] {
  return things.slice(0, EVIDENCE_LIMIT).map(toProof);
}
