/**
 * A page counts time from its start: its clock stands still while the machine sleeps, and does not follow when the
 * system's time is corrected. The browser's own records are dated by the system, and what tells of one request has to
 * agree with them, or it is taken for two.
 */

export type PageClock = {
  /** The page's own time, which only goes forward: for durations. Epoch ms as of the page's start. */
  now(): number;
  /** Compares the clocks; to be asked whenever something of the page's is heard. */
  notice(): void;
  /** The system's time at a time of the page's. */
  systemTimeOf(at: number): number;
};

/** Clocks of one machine differ by less, rounding against fingerprinting included. */
const TOLERANCE_MS = 250;

export function createPageClock(now: () => number, systemNow: () => number): PageClock {
  /** How far the page's clock was behind from when on; what it was before, no one heard. */
  const steps: { after: number; behindMs: number }[] = [];
  let noticedAt = Number.NEGATIVE_INFINITY;

  const notice = () => {
    const at = now();
    const behindMs = systemNow() - at;
    if (Math.abs(behindMs - (steps.at(-1)?.behindMs ?? 0)) > TOLERANCE_MS) steps.push({ after: noticedAt, behindMs });
    noticedAt = at;
  };
  notice();

  return {
    now,
    notice,
    systemTimeOf: (at) => at + (steps.findLast(({ after }) => at > after)?.behindMs ?? 0),
  };
}
