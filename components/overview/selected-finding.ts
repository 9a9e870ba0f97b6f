import type { Finding } from '@/lib/model/judgement';

/** Names a finding over re-judgements: its rule and the first event it rests on. */
export const findingKey = (finding: Finding): string => `${finding.rule}:${finding.evidence[0]?.entryId ?? ''}`;

/** The chosen finding, or the first when it is gone or none was chosen. */
export function selectedFindingOf(findings: readonly Finding[], key: string | undefined): Finding | undefined {
  return findings.find((finding) => findingKey(finding) === key) ?? findings[0];
}
