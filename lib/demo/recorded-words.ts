import type { FunnelStage, VerdictValue } from '@/lib/model/judgement';
import type { ActName } from './play';
import type { SceneWords } from './scene-words';
import type { Scene } from './story';

type Outcome = Exclude<Scene['state'], 'ahead'>;

/** One act of a recorded session for an audience, in the words of the panel's funnel. */
export type RecordedWords = Omit<SceneWords, 'isGood'> & { headline: string; outcome: Outcome };

type Told = {
  host: string;
  partner: { code: string; parameter: string } | undefined;
  stages: readonly FunnelStage[];
  verdict: VerdictValue;
};

export function recordedWords(act: ActName, told: Told): RecordedWords {
  return act === 'link' ? linkWords(told) : stageWords(act, told);
}

/** What redaction put in place of a code names nobody. */
const nameOf = ({ code }: { code: string }): string => (code.startsWith('redacted-') ? 'A partner' : code);

function linkWords({ host, partner, stages, verdict }: Told): RecordedWords {
  const label = 'Link';
  if (partner) {
    return {
      label,
      headline: `${nameOf(partner)} sent a visitor`,
      big: nameOf(partner),
      say: `Somebody followed this partner’s link to ${host}.`,
      proof: `?${partner.parameter}=${partner.code}`,
      outcome: 'done',
    };
  }
  const isKnown = stages.some(({ name, state }) => name === 'click' && state === 'recorded');
  return {
    label,
    headline: 'A visitor comes',
    big: 'A visit',
    say: isKnown ? `They came to ${host} once before, by a partner’s link.` : `Somebody came to ${host}.`,
    proof: isKnown ? 'The click was made earlier' : 'No partner in the address',
    outcome: isKnown ? 'done' : whatIsMissing(verdict),
  };
}

const STAGE_OF: Partial<Record<ActName, FunnelStage['name']>> = { click: 'click', signup: 'lead', sale: 'sale' };

const LABELS: Record<FunnelStage['name'], string> = { click: 'Click', lead: 'Signup', sale: 'Sale' };

/** Headline, and what it means. */
const WORDS: Record<FunnelStage['name'], Record<Outcome, [string, string]>> = {
  click: {
    done: ['The click is remembered', 'The tracking API knows who sent this visitor.'],
    warned: ['The click is kept as a test', 'Nobody is credited for it.'],
    open: ['No click is recorded yet', 'No answer to a partner’s link was seen so far.'],
    failed: ['The click is not remembered', 'Nobody knows who sent this visitor.'],
  },
  lead: {
    done: ['The visitor signs up', 'The signup was reported, and belongs to the click.'],
    warned: ['The signup is kept as a test', 'No lead was made of it, so nobody is credited.'],
    open: ['No signup is recorded yet', 'No answer to a signup was seen so far.'],
    failed: ['The signup is not credited', 'No lead of this signup was kept.'],
  },
  sale: {
    done: ['The visitor buys', 'The sale was reported, and belongs to the signup.'],
    warned: ['The sale is kept as a test', 'Nobody is credited for it.'],
    open: ['The sale is on its way', 'No answer to it was seen so far.'],
    failed: ['The sale is not credited', 'No sale was kept for a partner.'],
  },
};

const BY_SERVER: [string, string] = ['The server reports the signup', 'A browser cannot see that report.'];

function stageWords(act: ActName, { stages, verdict }: Told): RecordedWords {
  const stage = stages.find(({ name }) => name === STAGE_OF[act]);
  const name = stage?.name ?? 'click';
  const outcome = outcomeOf(stage, verdict);
  const isByServer = verdict === 'server-side' && name === 'lead' && outcome === 'open';
  const [headline, say] = isByServer ? BY_SERVER : WORDS[name][outcome];
  const big = stage?.label ?? 'not seen';
  return {
    label: LABELS[name],
    headline,
    big: big.charAt(0).toUpperCase() + big.slice(1),
    say,
    proof: stage?.detail ?? '',
    outcome,
  };
}

/** As grave as the verdict below it, and no graver. */
function outcomeOf(stage: FunnelStage | undefined, verdict: VerdictValue): Outcome {
  if (stage?.label === 'provisional') return 'done';
  switch (stage?.state) {
    case 'recorded':
      return 'done';
    case 'test':
      return 'warned';
    case 'failed':
      return 'failed';
    case 'pending':
      return 'open';
    default:
      return whatIsMissing(verdict);
  }
}

/** What did not come is a fault where it cost the signup; before that, it may still come. */
const whatIsMissing = (verdict: VerdictValue): Outcome => (verdict === 'lost' ? 'failed' : 'open');
