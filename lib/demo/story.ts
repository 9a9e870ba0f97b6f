import type { Entry } from '@/lib/model/entry';
import type { Judgement } from '@/lib/model/judgement';
import { judge } from '@/lib/rules/judge';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { type DemoPartner, partnerOf } from './choices';
import type { Act, ActName, Play } from './play';
import { type SceneWords, sceneWords } from './scene-words';

/** What is told after so many acts: the scenes in words, and timeline and verdict as the panel would have them. */

export type Scene = Omit<SceneWords, 'isGood'> & {
  name: ActName;
  /** `open` is neither good nor bad so far; `ahead` has not been played yet. */
  state: 'done' | 'warned' | 'open' | 'failed' | 'ahead';
  /** Since the scene before; absent in the first. */
  afterMs?: number;
};

export type Story = {
  headline: string;
  /** From the click to the last act shown. */
  elapsedMs: number;
  partner: DemoPartner;
  scenes: readonly Scene[];
  entries: readonly Entry[];
  judgement: Judgement;
};

/** What has not happened this long after an act will not happen: how late the verdict looks back on it. */
const SETTLED_MS = 20_000;

export function storyOf(play: Play, shown: number): Story {
  const acts = play.acts.slice(0, shown);
  const last = acts.at(-1);
  const timeline = foldAll(
    emptyTimeline(),
    acts.flatMap(({ records }) => records),
  );
  const partner = partnerOf(play.choices.partner);
  const scenes = play.acts.map((act, index) => sceneOf(play, act, index, index < shown));
  const clicked = play.acts.find(({ name }) => name === 'click')?.startedAt ?? 0;
  return {
    headline: headlineOf(play, acts, partner),
    elapsedMs: Math.max(0, (last?.startedAt ?? 0) - clicked),
    partner,
    scenes,
    entries: timeline.entries.map(toldOfShop),
    judgement: judge(timeline, { now: (last?.endedAt ?? 0) + SETTLED_MS }),
  };
}

/** What the shop's server sends is recorded by nobody but us, and yet not sent by whoever watches. */
const toldOfShop = ({ ours: _, ...entry }: Entry): Entry => entry;

function sceneOf(play: Play, act: Act, index: number, isShown: boolean): Scene {
  const before = play.acts[index - 1];
  const words = sceneWords(play.choices, act);
  const state = !isShown ? 'ahead' : words.isGood ? 'done' : 'failed';
  return { ...words, name: act.name, state, ...(before && { afterMs: act.startedAt - before.startedAt }) };
}

const HEADLINES = { click: 'A reader follows it', signup: 'The reader signs up', sale: 'The reader buys' } as const;

function headlineOf({ choices }: Play, shown: readonly Act[], { name }: DemoPartner): string {
  const { name: act = 'link' } = shown.at(-1) ?? {};
  if (act !== 'commission') return act === 'link' ? `${name} shares a link` : HEADLINES[act];
  if ((shown.at(-1)?.ledger.commissions.length ?? 0) > 0) return `${name}’s link became a sale`;
  return choices.mishap === 'expired-window'
    ? `${name}’s sale came too late to be paid`
    : `${name}’s sale was credited to nobody`;
}
