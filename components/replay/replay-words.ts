import { i18n } from '#i18n';
import type { RequestEntry } from '@/lib/model/entry';

const OUTCOMES = { pending: i18n.t('replay.outcomes.pending'), failed: i18n.t('replay.outcomes.failed') };

/** A request in the few words of a list: number, method, path, and how it ended. */
export function replayWordsOf({ number, method, url, outcome }: RequestEntry): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const status = outcome.kind === 'answered' ? outcome.status : OUTCOMES[outcome.kind];
  return `#${number} ${method} ${path}, ${status}`;
}
