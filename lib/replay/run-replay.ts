import type { RequestEntry } from '@/lib/model/entry';
import type { ReplayRequest, Reply } from '@/lib/model/replay';
import { requestFromEntry } from './replay-request';

/**
 * Sends a selection or a whole session again, in the original order, and says how far it is. The sender is given:
 * the bundled mock, a server, or the page.
 */
export type ReplaySpacing = 'original' | 'none';

export type ReplayStep = { entryId: string; number: number; request: ReplayRequest; afterMs: number };

export type ReplayPlan = {
  steps: ReplayStep[];
  /** Events that cannot be sent again, each with the reason. */
  left: { entryId: string; number: number; reason: string }[];
};

export type ReplayResult =
  | { kind: 'answered'; step: ReplayStep; reply: Reply }
  | { kind: 'failed'; step: ReplayStep; message: string };

export type ReplayEnd = 'done' | 'cancelled';

/** Longest pause kept between two requests: a session that slept overnight should not. */
export const PAUSE_LIMIT_MS = 60_000;

/** Takes what the page itself sent; scripts are loads, not events, and our own replays are not replayed again. */
export function planReplay(entries: readonly RequestEntry[], spacing: ReplaySpacing): ReplayPlan {
  const plan: ReplayPlan = { steps: [], left: [] };
  let previousAt: number | undefined;
  for (const entry of [...entries].sort((one, other) => one.at - other.at || one.number - other.number)) {
    const reason = entry.ours
      ? 'It is a replay itself.'
      : entry.carrier === 'script'
        ? 'It is the tracker’s script.'
        : undefined;
    const reading = reason ? ({ ok: false, message: reason } as const) : requestFromEntry(entry);
    if (!reading.ok) {
      plan.left.push({ entryId: entry.id, number: entry.number, reason: reading.message });
      continue;
    }
    const pause = spacing === 'none' || previousAt === undefined ? 0 : entry.at - previousAt;
    previousAt = entry.at;
    const afterMs = Math.min(Math.max(pause, 0), PAUSE_LIMIT_MS);
    plan.steps.push({ entryId: entry.id, number: entry.number, request: reading.request, afterMs });
  }
  return plan;
}

export type ReplayOptions = {
  send(request: ReplayRequest, signal: AbortSignal): Promise<Reply>;
  /** Resolves after the pause, or rejects when the signal aborts. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  onResult(result: ReplayResult, done: number): void;
  signal: AbortSignal;
};

/** One at a time, in order: a lead must not overtake its click. A failed step is told and the next one sent. */
export async function runReplay(steps: readonly ReplayStep[], options: ReplayOptions): Promise<ReplayEnd> {
  const { send, pause, onResult, signal } = options;
  for (const [index, step] of steps.entries()) {
    if (signal.aborted) return 'cancelled';
    try {
      if (step.afterMs > 0) await pause(step.afterMs, signal);
      const reply = await send(step.request, signal);
      onResult({ kind: 'answered', step, reply }, index + 1);
    } catch (error) {
      if (signal.aborted) return 'cancelled';
      onResult({ kind: 'failed', step, message: error instanceof Error ? error.message : String(error) }, index + 1);
    }
  }
  return 'done';
}
