/** The mock's time: the clock it was given, moved by what the control plane asked for. It goes on from there. */
export type Clock = {
  now(): number;
  set(now: number): void;
  advance(byMs: number): void;
  reset(): void;
};

export function createClock(base: () => number): Clock {
  let offsetMs = 0;
  return {
    now: () => base() + offsetMs,
    set(now) {
      offsetMs = now - base();
    },
    advance(byMs) {
      offsetMs += byMs;
    },
    reset() {
      offsetMs = 0;
    },
  };
}
