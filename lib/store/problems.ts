import type { Entry } from '@/lib/model/entry';
import type { Finding, Severity, VerdictValue } from '@/lib/model/judgement';
import { isErrorPage } from '@/lib/timeline/error-page';

/** What makes an entry a problem, by itself or because a finding rests on it. */

export type Tone = 'ok' | 'warn' | 'error' | 'info' | 'none';

export const TONE_OF_VERDICT: Record<VerdictValue, Tone> = {
  attributed: 'ok',
  'server-side': 'ok',
  'at-risk': 'warn',
  'test-only': 'warn',
  lost: 'error',
  pending: 'info',
  'no-tracker': 'none',
};

export function toneOfSeverity(severity: Severity): Tone {
  return severity === 'warning' ? 'warn' : severity;
}

export function isProblem(entry: Entry, findings: readonly Finding[] = []): boolean {
  return findings.some((finding) => finding.severity !== 'info') || ['warn', 'error'].includes(toneOf(entry));
}

/** The tone of an entry on its own, before any rule. */
export function toneOf(entry: Entry): Tone {
  switch (entry.kind) {
    case 'request':
      if (entry.outcome.kind === 'failed') return 'error';
      return entry.outcome.kind === 'answered' && entry.outcome.status >= 400 ? 'error' : 'none';
    case 'call':
      return entry.outcome.kind === 'threw' || entry.outcome.kind === 'rejected' ? 'error' : 'none';
    case 'queue':
      if (['misspelt', 'lexical', 'refused', 'unreadable'].includes(entry.state) || entry.afterLoad) return 'warn';
      return entry.state === 'drained' ? 'ok' : 'none';
    case 'script':
      if (entry.state === 'failed') return 'error';
      return entry.state === 'inert' ? 'warn' : 'none';
    case 'console':
      if (entry.reading) return entry.reading.tone;
      return entry.level === 'error' ? 'error' : entry.level === 'warn' ? 'warn' : 'none';
    case 'cookie':
      return entry.action === 'refused' ? 'error' : 'none';
    case 'notice':
      return entry.phase === 'ours' ? 'none' : 'warn';
    case 'global':
      return entry.phase === 'unreadable' ? 'warn' : 'none';
    case 'navigation':
      return isErrorPage(entry) ? 'error' : 'none';
  }
}
