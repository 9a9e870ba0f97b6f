import { i18n } from '#i18n';
import type { CallEntry, CookieEntry, Entry, QueueEntry, ScriptEntry } from '@/lib/model/entry';
import type { FailureReason } from '@/lib/model/observation';
import { type Tone, toneOf } from '@/lib/store/problems';
import { isErrorPage } from '@/lib/timeline/error-page';
import { isCutOff, isRefusedStandIn } from '@/lib/timeline/out-of-reach';

/** The one word of Timeline's Status column. */

export type RowStatus = { tone: Tone; word: string };

const FAILURES: Record<FailureReason, string> = {
  aborted: i18n.t('timeline.status.request.aborted'),
  'blocked-by-client': i18n.t('timeline.status.request.blockedByClient'),
  'blocked-by-csp': i18n.t('timeline.status.request.blockedByCsp'),
  'blocked-mixed-content': i18n.t('timeline.status.request.blockedMixedContent'),
  cors: i18n.t('timeline.status.request.cors'),
  dns: i18n.t('timeline.status.request.dns'),
  offline: i18n.t('timeline.status.request.offline'),
  timeout: i18n.t('timeline.status.request.timeout'),
  refused: i18n.t('timeline.status.request.refused'),
  integrity: i18n.t('timeline.status.request.integrity'),
  navigation: i18n.t('timeline.status.request.navigation'),
  network: i18n.t('timeline.status.request.network'),
};

const QUEUE: Record<QueueEntry['state'], string> = {
  waiting: i18n.t('timeline.status.queue.waiting'),
  drained: i18n.t('timeline.status.queue.drained'),
  refused: i18n.t('timeline.status.queue.refused'),
  created: '',
  replaced: i18n.t('timeline.status.queue.replaced'),
  misspelt: i18n.t('timeline.status.queue.misspelt'),
  lexical: i18n.t('timeline.status.queue.lexical'),
  unreadable: i18n.t('timeline.status.queue.unreadable'),
};

const SCRIPT: Record<ScriptEntry['state'], string> = {
  found: i18n.t('timeline.status.script.found'),
  loaded: i18n.t('timeline.status.script.loaded'),
  failed: i18n.t('timeline.status.script.failed'),
  inert: i18n.t('timeline.status.script.inert'),
  removed: i18n.t('timeline.status.script.removed'),
};

const CALL: Record<CallEntry['outcome']['kind'], string> = {
  pending: i18n.t('timeline.status.call.pending'),
  returned: '',
  threw: i18n.t('timeline.status.call.threw'),
  resolved: i18n.t('timeline.status.call.resolved'),
  rejected: i18n.t('timeline.status.call.rejected'),
};

const COOKIE: Record<CookieEntry['action'], string> = {
  set: i18n.t('timeline.status.cookie.set'),
  changed: i18n.t('timeline.status.cookie.changed'),
  unchanged: i18n.t('timeline.status.cookie.unchanged'),
  removed: i18n.t('timeline.status.cookie.removed'),
  expired: i18n.t('timeline.status.cookie.expired'),
  present: i18n.t('timeline.status.cookie.present'),
  refused: i18n.t('timeline.status.cookie.refused'),
};

const MORE = {
  pending: i18n.t('timeline.status.request.pending'),
  cutOff: i18n.t('timeline.status.request.cutOff'),
  lost: i18n.t('timeline.status.queue.lost'),
  integrity: i18n.t('timeline.status.script.integrity'),
  error: i18n.t('timeline.status.console.error'),
  warning: i18n.t('timeline.status.console.warning'),
  globalReplaced: i18n.t('timeline.status.global.replaced'),
  globalUnreadable: i18n.t('timeline.status.global.unreadable'),
  ours: i18n.t('timeline.status.notice.ours'),
  gap: i18n.t('timeline.status.notice.gap'),
};

export function rowStatusOf(entry: Entry): RowStatus {
  return { tone: toneOf(entry), word: wordOf(entry) };
}

function wordOf(entry: Entry): string {
  switch (entry.kind) {
    case 'request':
      if (entry.outcome.kind === 'pending') return MORE.pending;
      if (isCutOff(entry)) return MORE.cutOff;
      return entry.outcome.kind === 'answered' ? String(entry.outcome.status) : FAILURES[entry.outcome.reason];
    case 'queue':
      return entry.state === 'waiting' && entry.afterLoad ? MORE.lost : QUEUE[entry.state];
    case 'script':
      if (isRefusedStandIn(entry)) return MORE.integrity;
      return entry.state === 'failed' && entry.reason ? FAILURES[entry.reason] : SCRIPT[entry.state];
    case 'call':
      return CALL[entry.outcome.kind];
    case 'cookie':
      return COOKIE[entry.action];
    case 'console':
      return entry.level === 'error' ? MORE.error : entry.level === 'warn' ? MORE.warning : '';
    case 'global':
      return entry.phase === 'appeared' ? '' : entry.phase === 'replaced' ? MORE.globalReplaced : MORE.globalUnreadable;
    case 'notice':
      return entry.phase === 'ours' ? MORE.ours : MORE.gap;
    case 'navigation':
      return isErrorPage(entry) ? String(entry.status) : '';
  }
}
