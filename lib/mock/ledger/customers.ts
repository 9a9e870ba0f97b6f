import type { CustomerRow, CustomerStatus, ProgramRow } from '@/lib/model/ledger';

/** The customer's way `click → lead → conversion`, which only goes forward, and the identifier that names them. */

const RANK: Record<CustomerStatus, number> = { click: 0, lead: 1, conversion: 2 };

export const DAY_MS = 86_400_000;

/** The further of where a customer is and where an event would put them. */
export function furtherStatus(now: CustomerStatus, next: CustomerStatus): CustomerStatus {
  return RANK[next] > RANK[now] ? next : now;
}

/** `cust_<program>_<epoch ms>`; clicks in one millisecond get neighbouring ones. */
export function customerCodes(isTaken: (code: string) => boolean): (program: ProgramRow, now: number) => string {
  const lastAt = new Map<number, number>();
  return (program, now) => {
    const last = lastAt.get(program.id) ?? Number.NEGATIVE_INFINITY;
    // In a burst the search goes on from the last one given; a clock that was set back starts anew.
    let at = last >= now && last - now < BURST_MS ? last + 1 : now;
    while (isTaken(codeOf(program, at))) at += 1;
    lastAt.set(program.id, at);
    return codeOf(program, at);
  };
}

const BURST_MS = 60_000;

const codeOf = (program: ProgramRow, at: number) => `cust_${program.id}_${at}`;

export type WindowAge = { expired: boolean; ageDays: number; windowDays: number };

/** How old a customer's last click is, against the program's attribution window. */
export function attributionAge(customer: CustomerRow, program: ProgramRow, now: number): WindowAge {
  const ageMs = Math.max(0, now - customer.clicked_at);
  return {
    expired: ageMs > program.attribution_window_days * DAY_MS,
    ageDays: Math.floor(ageMs / DAY_MS),
    windowDays: program.attribution_window_days,
  };
}
