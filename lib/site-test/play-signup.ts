import * as v from 'valibot';
import type { SignupProgress } from '@/lib/model/site-test';
import { type Fresh, textFor } from './fresh-values';
import { fieldName, type PlayAsk, type PlayReply, type SignupRecording, type SignupStep } from './signup-step';

/** Makes the recorded steps again, one after the other, each once its element is there. */

const replySchema = v.object({ state: v.picklist(['done', 'loading', 'elsewhere', 'absent', 'disabled']) });

/** Without an answer there is no document yet that could give one. */
export function parseReply(told: unknown): PlayReply {
  return v.parse(v.fallback(replySchema, { state: 'loading' }), told);
}

export type PlayHost = {
  now(): number;
  wait(durationMs: number): Promise<void>;
  ask(asked: PlayAsk): Promise<PlayReply>;
  open(url: string): Promise<void>;
  tell(progress: SignupProgress): void;
};

export const FIND_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 200;
/** A page that goes on loading is filled in after this all the same. */
const LOADED_WITHIN_MS = 6000;
/** How long what was pressed is given to lead on to the step's own page. */
const LED_ON_WITHIN_MS = 3000;
const OPEN_AFTER_MS = 6000;
/** A banner that was agreed to does not come again. */
const SKIP_AFTER_MS = 2000;
/** Between steps, so that the page has drawn what the last one changed. */
const PACE_MS = 150;

export async function playSignup(
  { steps }: SignupRecording,
  fresh: Fresh,
  host: PlayHost,
  signal: AbortSignal,
): Promise<void> {
  const of = steps.length;
  for (const [index, step] of steps.entries()) {
    host.tell({ kind: 'playing', field: fieldName(step), step: index + 1, of });
    const text = textFor(step, fresh);
    const failure =
      text === undefined
        ? `“${fieldName(step)}” is never recorded. Fill it in, and go on by hand`
        : await playStep(step, text, steps[index - 1], steps[index + 1], host, signal);
    if (signal.aborted) return;
    if (failure !== undefined) {
      host.tell({
        kind: 'stopped',
        text: `Stopped at step ${index + 1} of ${of}: ${failure}; the test goes on waiting.`,
      });
      return;
    }
    await host.wait(PACE_MS);
    if (signal.aborted) return;
  }
  host.tell({ kind: 'played', of });
}

/** Resolves with what went wrong, undefined when the step was made. */
async function playStep(
  step: SignupStep,
  text: string,
  before: SignupStep | undefined,
  next: SignupStep | undefined,
  host: PlayHost,
  signal: AbortSignal,
): Promise<string | undefined> {
  const begunAt = host.now();
  const isLedOn = before?.act.kind === 'press' || before?.act.kind === 'submit';
  let isOpened = false;
  for (;;) {
    const sinceMs = host.now() - begunAt;
    const early = sinceMs > LOADED_WITHIN_MS;
    const anyPath = sinceMs > LED_ON_WITHIN_MS && (isLedOn || isOpened);
    const { state } = await host.ask({ step, text, anyPath, early, dry: false });
    if (signal.aborted || state === 'done') return undefined;
    if (sinceMs > FIND_WITHIN_MS) return failureOf(step, state);
    // Nothing that was pressed leads there: somebody came by address, bookmark or back button.
    if (state === 'elsewhere' && !isOpened && (!isLedOn || sinceMs > OPEN_AFTER_MS)) {
      isOpened = true;
      await host.open(step.page);
    } else if (state === 'absent' && step.act.kind === 'press' && next && sinceMs > SKIP_AFTER_MS) {
      const ahead = await host.ask({ step: next, text: '', anyPath: false, early, dry: true });
      if (ahead.state === 'done') return undefined;
    }
    await host.wait(LOOK_EVERY_MS);
    if (signal.aborted) return undefined;
  }
}

function failureOf(step: SignupStep, state: PlayReply['state']): string {
  const what = step.act.kind === 'press' ? 'button or link' : 'field';
  const name = fieldName(step);
  const { pathname } = new URL(step.page);
  const byHand = 'Sign up by hand';
  switch (state) {
    case 'loading':
      return `${pathname} did not finish loading. ${byHand}`;
    case 'elsewhere':
      return `the page ${pathname} was not reached. ${byHand}`;
    case 'disabled':
      return `the ${what} “${name}” on ${pathname} stayed disabled. ${byHand}`;
    default:
      return `the ${what} “${name}” was not found on ${pathname}. ${byHand}`;
  }
}
