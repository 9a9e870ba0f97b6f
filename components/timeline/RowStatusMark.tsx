import { StatusMark } from '@/components/atoms/StatusMark';
import type { Entry } from '@/lib/model/entry';
import type { Finding } from '@/lib/model/judgement';
import { rowStatusOf } from './row-status';

/** How the event ended; what findings rest on it comes first. */
export function RowStatusMark({ entry, findings }: { entry: Entry; findings: readonly Finding[] }) {
  const { tone, word } = rowStatusOf(entry);
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  if (errors > 0) return <StatusMark tone="error">{word || errors}</StatusMark>;
  if (tone === 'error') return <StatusMark tone="error">{word}</StatusMark>;
  if (warnings > 0) return <StatusMark tone="warn">{word || warnings}</StatusMark>;
  if (word && tone !== 'none' && tone !== 'info') return <StatusMark tone={tone}>{word}</StatusMark>;
  return word;
}
