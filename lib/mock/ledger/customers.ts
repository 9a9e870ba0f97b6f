import type { CustomerRow, CustomerStatus, ProgramRow } from '@/lib/model/ledger';
import type { Ledger } from './ledger';

/** The customer's way `click → lead → conversion`, which only goes forward, and the identifier that names them. */

const RANK: Record<CustomerStatus, number> = { click: 0, lead: 1, conversion: 2 };

export const DAY_MS = 86_400_000;

/** The further of where a customer is and where an event would put them. */
export function furtherStatus(now: CustomerStatus, next: CustomerStatus): CustomerStatus {
  return RANK[next] > RANK[now] ? next : now;
}

/** `cust_<program>_<epoch ms>`; two clicks in one millisecond get neighbouring ones. */
export function freshCustomerCode(ledger: Ledger, program: ProgramRow, now: number): string {
  let at = now;
  while (ledger.customers.get(`cust_${program.id}_${at}`)) at += 1;
  return `cust_${program.id}_${at}`;
}

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
