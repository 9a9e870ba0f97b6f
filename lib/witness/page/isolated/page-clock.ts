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

/**
 * Clocks of one machine differ by less, rounding against fingerprinting included. Records of one request find each
 * other over three seconds; following the system back by less would date what a call did to before the call.
 */
const TOLERANCE_MS = 1000;

/** The two clocks cannot be read at once; what lay longer than this between the two readings says nothing. */
const LONGEST_READING_MS = 20;

export function createPageClock(now: () => number, systemNow: () => number): PageClock {
  /** How far the page's clock was behind from when on; what it was before, no one heard. */
  const steps: { after: number; behindMs: number }[] = [];
  let noticedAt = Number.NEGATIVE_INFINITY;

  const notice = () => {
    const at = now();
    const system = systemNow();
    // A busy machine may have given the processor to others in between.
    if (now() - at > LONGEST_READING_MS) return;
    const behindMs = system - at;
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
