import { i18n } from '#i18n';
import type { TabName } from '@/lib/store/view-slice';

/** What each tab is called; its name in the code is its identity. */
export const TAB_WORDS: Record<TabName, string> = {
  Overview: i18n.t('layout.tabs.overview'),
  Timeline: i18n.t('layout.tabs.timeline'),
  Leads: i18n.t('layout.tabs.leads'),
  Cookies: i18n.t('layout.tabs.cookies'),
  Queue: i18n.t('layout.tabs.queue'),
  Console: i18n.t('layout.tabs.console'),
  Replay: i18n.t('layout.tabs.replay'),
  Checks: i18n.t('layout.tabs.checks'),
};
