import { createMock } from '@/lib/mock/mock';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import type { JournalRecord } from '@/lib/model/observation';
import type { DemoChoices } from './choices';
import { createRecorder } from './recorder';
import { demoWorld } from './shop';
import { buy, land, type Stage, signUp } from './visit';

/**
 * The whole demo, played in an instant by the mock on a clock of its own: journal records and ledger after each act.
 * Playing, pausing and stepping are then only a matter of how many acts are shown.
 */

export const ACT_NAMES = ['link', 'click', 'signup', 'sale', 'commission'] as const;
export type ActName = (typeof ACT_NAMES)[number];

export type Act = {
  name: ActName;
  startedAt: number;
  endedAt: number;
  /** What the witnesses saw in this act. */
  records: readonly JournalRecord[];
  /** The tracking API's books at the act's end. */
  ledger: LedgerSnapshot;
};

export type Play = { choices: DemoChoices; acts: readonly Act[] };

/** A fixed day, so that the demo is the same each time. */
export const DEMO_STARTS_AT = Date.UTC(2026, 4, 5, 9, 30);

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type Cue = { name: ActName; afterMs(choices: DemoChoices): number; run?(stage: Stage): Promise<void> };

const CUES: readonly Cue[] = [
  { name: 'link', afterMs: () => 0 },
  { name: 'click', afterMs: () => 42 * MINUTE_MS, run: land },
  { name: 'signup', afterMs: () => 131_000, run: signUp },
  { name: 'sale', afterMs: ({ mishap }) => (mishap === 'expired-window' ? 75 * DAY_MS : 90_000), run: buy },
  { name: 'commission', afterMs: () => 1_000 },
];

export async function rehearse(choices: DemoChoices): Promise<Play> {
  let clock = () => DEMO_STARTS_AT;
  const mock = createMock({ ledger: demoWorld(), clock: () => clock() });
  const recorder = createRecorder(mock, DEMO_STARTS_AT);
  clock = recorder.now;
  const stage: Stage = { recorder, choices, ledger: () => mock.ledger.snapshot() };
  const acts: Act[] = [];
  for (const { name, afterMs, run } of CUES) {
    recorder.pass(afterMs(choices));
    const startedAt = recorder.now();
    await run?.(stage);
    acts.push({ name, startedAt, endedAt: recorder.now(), records: recorder.take(), ledger: stage.ledger() });
  }
  return { choices, acts };
}
