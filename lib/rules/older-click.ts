import type { CookieEntry, Entry, GlobalEntry } from '@/lib/model/entry';
import { type Lead, leadsOf } from '@/lib/timeline/leads';
import type { Timeline } from '@/lib/timeline/timeline';
import { lastVisit } from '@/lib/timeline/visits';
import { readCustomerId } from '@/lib/tracker/identifiers';
import { CookieHistory, DAY_MS, isCustomerCookie } from './identity';

/** The recording as it would be had the click been made so many days before the signup. */
export function withOlderClick(timeline: Timeline, days: number): Entry[] {
  const leads = leadsOf({ ...timeline, entries: lastVisit(timeline).entries });
  const signupAt = leads[0]?.at ?? timeline.entries.at(-1)?.at ?? 0;
  const customer = timeline.entries.findLast((entry) => isCustomerCookie(entry) && entry.at <= signupAt);
  if (!customer || !isCustomerCookie(customer)) return [...timeline.entries];
  const clickedAt = readCustomerId(customer.value)?.clickedAt ?? customer.at;
  const shiftMs = signupAt - days * DAY_MS - clickedAt;
  const moved = timeline.entries.map((entry) => renamed(moveBack(entry, signupAt, shiftMs), customer.value, shiftMs));
  const held = new CookieHistory(moved.filter(isCustomerCookie).sort((a, b) => a.at - b.at));
  const unsent = new Set(leads.filter((lead) => !held.heldAt(lookedAt(lead), urlOf(lead))).map((lead) => lead.id));
  return unsent.size === 0
    ? moved
    : withoutCustomer(
        moved,
        leads.filter((lead) => unsent.has(lead.id)),
      );
}

/** Cookies keep the life they were given, from an earlier start. What came after the signup stays where it is. */
function moveBack(entry: Entry, signupAt: number, shiftMs: number): Entry {
  const byMs = entry.at < signupAt ? Math.min(0, shiftMs) : 0;
  const base = { at: entry.at + byMs, ...(entry.endedAt !== undefined && { endedAt: entry.endedAt + byMs }) };
  if (entry.kind === 'cookie') return { ...entry, ...base, ...agedAttributes(entry, shiftMs) };
  if (entry.kind === 'script' && entry.loadedAt !== undefined) {
    return { ...entry, ...base, loadedAt: entry.loadedAt + byMs };
  }
  if (entry.kind === 'request' && entry.outcome.kind !== 'pending') {
    return { ...entry, ...base, outcome: { ...entry.outcome, endedAt: entry.outcome.endedAt + byMs } };
  }
  return { ...entry, ...base };
}

function agedAttributes({ attributes }: CookieEntry, shiftMs: number): Pick<CookieEntry, 'attributes'> {
  const { expiresAt } = attributes;
  return { attributes: expiresAt === undefined ? attributes : { ...attributes, expiresAt: expiresAt + shiftMs } };
}

/** The identifier tells when the click was made, wherever it stands. */
function renamed(entry: Entry, customer: string, shiftMs: number): Entry {
  const id = readCustomerId(customer);
  const text = JSON.stringify(entry);
  if (!id || !text.includes(customer)) return entry;
  return JSON.parse(text.replaceAll(customer, `cust_${id.programId}_${Math.round(id.clickedAt + shiftMs)}`)) as Entry;
}

/** Without a customer the tracker takes the call and sends nothing. */
function withoutCustomer(entries: Entry[], leads: Lead[]): Entry[] {
  const requests = new Set(
    leads.flatMap((lead) => (lead.request && (lead.call || lead.queue) ? [lead.request.id] : [])),
  );
  const alone = new Set(leads.flatMap((lead) => (lead.request && !lead.call && !lead.queue ? [lead.request.id] : [])));
  return entries.flatMap((entry): Entry[] => {
    if (requests.has(entry.id)) return [];
    if (entry.kind === 'request' && alone.has(entry.id))
      return [{ ...entry, outcome: { ...UNKNOWN, endedAt: entry.at } }];
    if (entry.kind === 'global') return [{ ...entry, state: strangersState(entry) }];
    return [{ ...entry, effects: entry.effects.filter((id) => !requests.has(id)) }];
  });
}

const UNKNOWN = {
  kind: 'answered' as const,
  status: 404,
  statusText: 'Not Found',
  headers: [],
  body: { kind: 'text' as const, text: '{"error":"Customer not found"}', encoding: 'utf8' as const, sizeBytes: 30 },
  durationMs: 0,
};

function strangersState({ state }: GlobalEntry): GlobalEntry['state'] {
  return {
    ...state,
    ...('customerCode' in state && { customerCode: null }),
    ...('clickId' in state && { clickId: null }),
    ...('hasAffiliateAttribution' in state && { hasAffiliateAttribution: false }),
  };
}

function lookedAt(lead: Lead): number {
  return lead.call?.at ?? lead.at;
}

function urlOf(lead: Lead): string {
  return (lead.call ?? lead.queue ?? lead.request)?.documentUrl ?? '';
}
