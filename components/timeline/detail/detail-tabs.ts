import type { ComponentType } from 'react';
import { i18n } from '#i18n';
import type { Entry, RequestEntry } from '@/lib/model/entry';
import { traceOf } from '@/lib/timeline/lifeline';
import type { Timeline } from '@/lib/timeline/timeline';
import { CookiesTab } from './CookiesTab';
import { LifeLine } from './LifeLine';
import { PayloadTab } from './PayloadTab';
import { RequestTab } from './RequestTab';
import { ResponseTab } from './ResponseTab';
import { SourcesTab } from './SourcesTab';
import { StackTab } from './StackTab';

/** The sides of an event, and which of them it has. */

export type DetailTab = 'Life line' | 'Payload' | 'Request' | 'Response' | 'Cookies' | 'Stack' | 'Sources';

export type DetailViewProps = { entry: Entry; timeline: Timeline };

type Side = { id: string; word: string; label?: string; View: ComponentType<DetailViewProps> };

/** Labels keep some apart from the panel's own tabs. */
export const DETAIL_TABS: Record<DetailTab, Side> = {
  'Life line': { id: 'detail-life-line', word: i18n.t('timeline.detail.lifeLine'), View: LifeLine },
  Payload: { id: 'detail-payload', word: i18n.t('timeline.detail.payload'), View: PayloadTab },
  Request: { id: 'detail-request', word: i18n.t('timeline.detail.request'), View: RequestTab },
  Response: { id: 'detail-response', word: i18n.t('timeline.detail.response'), View: ResponseTab },
  Cookies: {
    id: 'detail-cookies',
    word: i18n.t('timeline.detail.cookies'),
    label: i18n.t('timeline.detail.cookiesOfEvent'),
    View: CookiesTab,
  },
  Stack: { id: 'detail-stack', word: i18n.t('timeline.detail.stack'), View: StackTab },
  Sources: {
    id: 'detail-sources',
    word: i18n.t('timeline.detail.sources'),
    label: i18n.t('timeline.detail.sourcesOfEvent'),
    View: SourcesTab,
  },
};

export function detailTabsOf(timeline: Timeline, entry: Entry): DetailTab[] {
  const request = requestOf(timeline, entry);
  const isThere: Record<DetailTab, boolean> = {
    'Life line': true,
    Payload: true,
    Request: request !== undefined,
    Response: request !== undefined,
    Cookies: true,
    Stack: entry.stack.length > 0 || entry.missing.some(({ part }) => part === 'stack'),
    Sources: true,
  };
  return (Object.keys(DETAIL_TABS) as DetailTab[]).filter((tab) => isThere[tab]);
}

/** The request an event is, or that it led to. */
export function requestOf(timeline: Timeline, entry: Entry): RequestEntry | undefined {
  if (entry.kind === 'request') return entry;
  if (entry.kind !== 'call' && entry.kind !== 'queue') return undefined;
  return traceOf(timeline, entry.id).find((effect) => effect.kind === 'request');
}
