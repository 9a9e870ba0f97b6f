import type { Finding } from '@/lib/model/judgement';
import type { RuleFinding } from './rule';

/** Tells causes from consequences, so that one mistake is one problem, however much follows from it. */

export function linkCauses(found: readonly RuleFinding[]): Finding[] {
  const firstOf = new Map<string, RuleFinding>();
  for (const finding of found) if (!firstOf.has(finding.rule)) firstOf.set(finding.rule, finding);

  const rootOf = (finding: RuleFinding, seen: string[]): string | undefined => {
    const cause = finding.candidates.find((id) => firstOf.has(id) && !seen.includes(id));
    const next = cause === undefined ? undefined : firstOf.get(cause);
    return next && (rootOf(next, [...seen, next.rule]) ?? next.rule);
  };

  const roots = new Map(found.map((finding) => [finding.rule, rootOf(finding, [finding.rule])]));
  return found.map((finding) => {
    const { candidates: _, ...shown } = finding;
    const because = roots.get(finding.rule);
    if (because === undefined) return shown;
    // Two that explain each other would both be hidden: the first of them stands.
    if (roots.get(because) === undefined) return { ...shown, because };
    roots.set(finding.rule, undefined);
    return shown;
  });
}
