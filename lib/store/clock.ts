/** Time as the panel's store sees it: injected, so that tests decide when a frame or a quiet spell has passed. */

export type Undo = () => void;

export type Clock = {
  /** Epoch ms. */
  now(): number;
  /** Runs once before the next paint. */
  onFrame(run: () => void): Undo;
  after(delayMs: number, run: () => void): Undo;
};

/** Hidden panels get no animation frames; what arrives meanwhile is still folded, this much later. */
const HIDDEN_FRAME_MS = 100;

/** The part of `window` that a clock needs. */
type Timers = Pick<
  typeof globalThis,
  'requestAnimationFrame' | 'cancelAnimationFrame' | 'setTimeout' | 'clearTimeout' | 'Date'
>;

export function windowClock(window: Timers): Clock {
  const after = (delayMs: number, run: () => void): Undo => {
    const timer = window.setTimeout(run, delayMs);
    return () => window.clearTimeout(timer);
  };
  return {
    now: () => window.Date.now(),
    after,
    onFrame(run) {
      const cancel = () => {
        window.cancelAnimationFrame(frame);
        cancelTimer();
      };
      const once = () => {
        cancel();
        run();
      };
      const frame = window.requestAnimationFrame(once);
      const cancelTimer = after(HIDDEN_FRAME_MS, once);
      return cancel;
    },
  };
}
