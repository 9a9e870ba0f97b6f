import { beforeEach, describe, expect, it } from 'vitest';
import { judge } from '@/lib/rules/judge';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { createPageClock } from '@/lib/witness/page/isolated/page-clock';
import { API } from '@/test/fixtures/entries';
import { requestRecord, resetRecords } from '@/test/fixtures/records';

/** A page's clock and the system's, of which either may be moved. */
function clocks() {
  const time = { page: 1_760_000_000_000, system: 1_760_000_000_000 };
  const clock = createPageClock(
    () => time.page,
    () => time.system,
  );
  const pass = (ms: number) => {
    time.page += ms;
    time.system += ms;
  };
  return { time, clock, pass };
}

/** A lead as the page and the browser date it, folded. */
function folded(page: number, browser: number) {
  const lead = { url: `${API}/api/tracking/lead` };
  return foldAll(emptyTimeline(), [
    requestRecord({ ...lead, source: 'page', requestId: 'p-1', at: page }),
    requestRecord({ ...lead, source: 'browser', requestId: 'w:1', at: browser }),
  ]);
}

const rulesOf = (timeline: ReturnType<typeof folded>) => judge(timeline).findings.map(({ rule }) => rule);

beforeEach(resetRecords);

describe('a page whose clock stood still for five seconds', () => {
  it('would have its lead taken for two, were its records dated by it', () => {
    const timeline = folded(1_760_000_000_000, 1_760_000_005_000);
    expect(timeline.entries).toHaveLength(2);
    expect(rulesOf(timeline)).toContain('lead-duplicate');
  });

  it.each([
    ['the machine slept', 5000],
    ['the system’s clock was put forward', 3_600_000],
    ['the system’s clock was put back', -5000],
  ])('has one lead when %s', (_why, jumpMs) => {
    const { time, clock, pass } = clocks();
    pass(1000);
    clock.notice();
    time.system += jumpMs;
    pass(20);
    const saidAt = time.page;
    clock.notice();
    const timeline = folded(clock.systemTimeOf(saidAt), time.system + 3);
    expect(timeline.entries).toHaveLength(1);
    expect(rulesOf(timeline)).not.toContain('lead-duplicate');
  });
});

describe('the page’s clock', () => {
  it('is corrected for what came after the jump, and not for what came before', () => {
    const { time, clock, pass } = clocks();
    const before = time.page;
    clock.notice();
    time.system += 5000;
    pass(100);
    const after = time.page;
    clock.notice();
    expect(clock.systemTimeOf(before) - before).toBe(0);
    expect(clock.systemTimeOf(after) - after).toBe(5000);
  });

  it('is taken as it is while the two differ by mere rounding', () => {
    const { time, clock } = clocks();
    time.system += 100;
    clock.notice();
    expect(clock.systemTimeOf(time.page)).toBe(time.page);
  });

  it('is not misled when the machine did other work between the two readings', () => {
    const time = { now: 1_760_000_000_000, pauseMs: 0 };
    const clock = createPageClock(
      () => time.now,
      () => {
        time.now += time.pauseMs;
        return time.now;
      },
    );
    time.now += 100;
    time.pauseMs = 2000;
    clock.notice();
    expect(clock.systemTimeOf(time.now)).toBe(time.now);
    time.pauseMs = 0;
    time.now += 1;
    clock.notice();
    expect(clock.systemTimeOf(time.now)).toBe(time.now);
  });

  it('dates what a call did after the call when the system’s time is set back a little', () => {
    const { time, clock, pass } = clocks();
    const called = clock.systemTimeOf(time.page);
    time.system -= 600;
    pass(2);
    clock.notice();
    expect(clock.systemTimeOf(time.page)).toBeGreaterThan(called);
  });

  it('is corrected where it was behind from the start', () => {
    const clock = createPageClock(
      () => 1000,
      () => 9000,
    );
    expect(clock.systemTimeOf(1000)).toBe(9000);
  });
});
