import type { ComponentType } from 'react';
import { ChecksView } from '@/components/checks/ChecksView';
import { ConsoleView } from '@/components/console/ConsoleView';
import { CookiesView } from '@/components/cookies/CookiesView';
import { LeadsView } from '@/components/leads/LeadsView';
import { OverviewView } from '@/components/overview/OverviewView';
import { QueueView } from '@/components/queue/QueueView';
import { ReplayView } from '@/components/replay/ReplayView';
import { TimelineView } from '@/components/timeline/TimelineView';
import type { TabName } from '@/lib/store/view-slice';

/** Each tab's view. */
export const VIEWS: Record<TabName, ComponentType> = {
  Overview: OverviewView,
  Timeline: TimelineView,
  Leads: LeadsView,
  Cookies: CookiesView,
  Queue: QueueView,
  Console: ConsoleView,
  Replay: ReplayView,
  Checks: ChecksView,
};
