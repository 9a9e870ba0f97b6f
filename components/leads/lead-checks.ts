import type { Entry } from '@/lib/model/entry';
import { leadsOfView } from '@/lib/store/counts';
import { memoise } from '@/lib/store/memoise';
import type { PanelState } from '@/lib/store/panel-store';
import { matchingEntriesOf } from '@/lib/store/selectors';
import type { Lead } from '@/lib/timeline/leads';
import { checkLead, type LeadCheck } from '@/lib/tracker/lead-payload';

/** By which a lead is checked when nothing tells what it was sent in. */
export const ASSUMED_DIALECT = 'v1';

/** The check of a lead's payload, by the dialect it was sent in. */
export function checkOf(lead: Lead): LeadCheck {
  return checkLead(lead.payload, { dialect: lead.dialect ?? ASSUMED_DIALECT, mode: lead.mode });
}

const shown = memoise((leads: readonly Lead[], entries: readonly Entry[]): readonly Lead[] => {
  const ids = new Set(entries.map((entry) => entry.id));
  return leads.filter(({ queue, call, request }) => [queue, call, request].some((part) => part && ids.has(part.id)));
});

/** Leads of which any part is in the log and passes the filter. */
export function shownLeadsOf(state: PanelState): readonly Lead[] {
  return shown(leadsOfView(state), matchingEntriesOf(state));
}
