import type { CallEntry, CookieEntry, Entry, QueueEntry, ScriptEntry } from '@/lib/model/entry';
import type { FailureReason } from '@/lib/model/observation';
import { type Tone, toneOf } from '@/lib/store/problems';
import { isCutOff, isRefusedStandIn } from '@/lib/timeline/out-of-reach';

/** The one word of Timeline's Status column. */

export type RowStatus = { tone: Tone; word: string };

const FAILURES: Record<FailureReason, string> = {
  aborted: 'Aborted',
  'blocked-by-client': 'Blocked',
  'blocked-by-csp': 'CSP',
  'blocked-mixed-content': 'Mixed',
  cors: 'CORS',
  dns: 'No host',
  offline: 'Offline',
  timeout: 'Timeout',
  refused: 'Refused',
  integrity: 'Integrity',
  navigation: 'Cancelled',
  network: 'Failed',
};

const QUEUE: Record<QueueEntry['state'], string> = {
  waiting: 'Held',
  drained: 'Ran',
  refused: 'Refused',
  created: '',
  replaced: 'Replaced',
  misspelt: 'Misspelt',
  lexical: 'Not global',
  unreadable: 'Unreadable',
};

const SCRIPT: Record<ScriptEntry['state'], string> = {
  found: 'Loading',
  loaded: 'Loaded',
  failed: 'Failed',
  inert: 'Inert',
  removed: 'Removed',
};

const CALL: Record<CallEntry['outcome']['kind'], string> = {
  pending: 'Pending',
  returned: '',
  threw: 'Threw',
  resolved: 'Resolved',
  rejected: 'Rejected',
};

const COOKIE: Record<CookieEntry['action'], string> = {
  set: 'Set',
  changed: 'Changed',
  unchanged: 'Same',
  removed: 'Removed',
  expired: 'Expired',
  present: 'Present',
  refused: 'Refused',
};

export function rowStatusOf(entry: Entry): RowStatus {
  return { tone: toneOf(entry), word: wordOf(entry) };
}

function wordOf(entry: Entry): string {
  switch (entry.kind) {
    case 'request':
      if (entry.outcome.kind === 'pending') return 'Pending';
      if (isCutOff(entry)) return 'Cut off';
      return entry.outcome.kind === 'answered' ? String(entry.outcome.status) : FAILURES[entry.outcome.reason];
    case 'queue':
      return entry.state === 'waiting' && entry.afterLoad ? 'Lost' : QUEUE[entry.state];
    case 'script':
      if (isRefusedStandIn(entry)) return 'Integrity';
      return entry.state === 'failed' && entry.reason ? FAILURES[entry.reason] : SCRIPT[entry.state];
    case 'call':
      return CALL[entry.outcome.kind];
    case 'cookie':
      return COOKIE[entry.action];
    case 'console':
      return entry.level === 'error' ? 'Error' : entry.level === 'warn' ? 'Warning' : '';
    case 'global':
      return entry.phase === 'appeared' ? '' : entry.phase === 'replaced' ? 'Replaced' : 'Unreadable';
    case 'notice':
      return entry.phase === 'ours' ? 'Ours' : 'Gap';
    case 'navigation':
      return '';
  }
}
