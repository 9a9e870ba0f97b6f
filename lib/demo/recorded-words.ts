import type { FunnelStage } from '@/lib/model/judgement';
import type { ActName } from './play';
import type { SceneWords } from './scene-words';

/** One act of a recorded session for an audience, in the words of the panel's funnel. */
export type RecordedWords = SceneWords & { headline: string };

type Told = {
  host: string;
  partner: { code: string; parameter: string } | undefined;
  stages: readonly FunnelStage[];
};

export function recordedWords(act: ActName, told: Told): RecordedWords {
  return act === 'link' ? linkWords(told) : stageWords(act, told);
}

function linkWords({ host, partner, stages }: Told): RecordedWords {
  const label = 'Link';
  if (partner) {
    return {
      label,
      headline: `${partner.code} sent a visitor`,
      big: partner.code,
      say: `Somebody followed this partner’s link to ${host}.`,
      proof: `?${partner.parameter}=${partner.code}`,
      isGood: true,
    };
  }
  const isKnown = stages.some(({ name, state }) => name === 'click' && state === 'recorded');
  return {
    label,
    headline: 'A visitor comes',
    big: 'A visit',
    say: isKnown ? `They came to ${host} once before, by a partner’s link.` : `Somebody came to ${host}.`,
    proof: isKnown ? 'The click was made earlier' : 'No partner in the address',
    isGood: isKnown,
  };
}

const STAGE_OF: Partial<Record<ActName, FunnelStage['name']>> = { click: 'click', signup: 'lead', sale: 'sale' };

const WORDS: Record<FunnelStage['name'], { label: string; good: [string, string]; bad: [string, string] }> = {
  click: {
    label: 'Click',
    good: ['The click is remembered', 'The tracking API knows who sent this visitor.'],
    bad: ['The click is not remembered', 'Nobody knows who sent this visitor.'],
  },
  lead: {
    label: 'Signup',
    good: ['The visitor signs up', 'The signup was reported, and belongs to the click.'],
    bad: ['The signup is not credited', 'No lead of this signup was kept.'],
  },
  sale: {
    label: 'Sale',
    good: ['The visitor buys', 'The sale was reported, and belongs to the signup.'],
    bad: ['The sale is not credited', 'No sale was kept for a partner.'],
  },
};

function stageWords(act: ActName, { stages }: Told): RecordedWords {
  const stage = stages.find(({ name }) => name === STAGE_OF[act]);
  const words = WORDS[stage?.name ?? 'click'];
  const isGood = stage?.state === 'recorded' || stage?.label === 'provisional';
  const [headline, say] = isGood ? words.good : words.bad;
  const big = stage?.label ?? 'not seen';
  return {
    label: words.label,
    headline,
    big: big.charAt(0).toUpperCase() + big.slice(1),
    say,
    proof: stage?.detail ?? '',
    isGood,
  };
}
