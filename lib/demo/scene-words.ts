import type { LedgerSnapshot } from '@/lib/model/ledger';
import { type DemoChoices, type DemoPartner, type Mishap, partnerOf } from './choices';
import type { Act, ActName } from './play';
import { SHOP } from './shop';
import { sharedLink } from './visit';

/** One act for an audience: what happened, and what the tracking API's books prove of it. Personal data is masked. */
export type SceneWords = {
  label: string;
  /** In large type. */
  big: string;
  say: string;
  proof: string;
  isGood: boolean;
};

export function sceneWords(choices: DemoChoices, { name, ledger }: Act): SceneWords {
  return WORDS[name]({ choices, ledger, partner: partnerOf(choices.partner) });
}

type Told = { choices: DemoChoices; ledger: LedgerSnapshot; partner: DemoPartner };

const WORDS: Record<ActName, (told: Told) => SceneWords> = {
  link: ({ choices, partner }) => ({
    label: 'Link',
    big: `${partner.name}’s link`,
    say: `${partner.name} puts a link to ${SHOP.name} into ${partner.place}.`,
    proof: new URL(sharedLink(choices)).search,
    isGood: true,
  }),
  click: clickWords,
  signup: signupWords,
  sale: saleWords,
  commission: commissionWords,
};

function clickWords({ choices, ledger, partner }: Told): SceneWords {
  const said = { label: 'Click', big: 'A visit' };
  if (choices.mishap === 'no-parameter') {
    const say = `A reader came from ${partner.place}, but the parameter was gone from the address.`;
    return { ...said, say, proof: 'Nobody knows who sent them', isGood: false };
  }
  const say = `A reader of ${partner.place} followed the link to ${SHOP.name}.`;
  if (choices.mishap === 'cookie-blocked') {
    return { ...said, say, proof: 'The browser refused the cookie', isGood: false };
  }
  const days = ledger.programs[0]?.cookie_window_days ?? 0;
  return { ...said, say, proof: `Remembered for ${days} days`, isGood: ledger.clicks.length > 0 };
}

function signupWords({ choices, ledger, partner }: Told): SceneWords {
  const lead = ledger.leads[0];
  if (!lead) {
    const say = 'They made an account, and the tracker had no click to join it to.';
    return { label: 'Signup', big: 'An account', say, proof: 'Credited to nobody', isGood: false };
  }
  const said = { label: 'Signup', big: lead.email_mask ?? 'An account' };
  if (choices.mishap === 'no-user-id') {
    const say = 'They made an account, and the page did not say which user of the shop this is.';
    return { ...said, say, proof: `${idOf(choices)} is missing`, isGood: false };
  }
  const say = 'They made an account. Only a masked address and a hash of it are kept.';
  return { ...said, say, proof: `Credited to ${partner.name}`, isGood: true };
}

function saleWords({ choices, ledger }: Told): SceneWords {
  const said = { label: 'Sale', big: dollars(SHOP.amountCents) };
  const isGood = ledger.sales.length > 0;
  const when = choices.mishap === 'expired-window' ? '75 days later they bought' : 'They bought';
  return {
    ...said,
    say: `${when} the ${SHOP.plan}, and the shop’s server reported it.`,
    proof: isGood ? 'Matched to the signup' : UNMATCHED[choices.mishap],
    isGood,
  };
}

const UNMATCHED: Record<Mishap, string> = {
  none: 'Matched to nobody',
  'no-parameter': 'No signup has this user',
  'cookie-blocked': 'No signup has this user',
  'no-user-id': 'No signup has this user',
  'expired-window': 'The window was 60 days',
};

function commissionWords({ ledger, partner }: Told): SceneWords {
  const commission = ledger.commissions[0];
  if (!commission) {
    const say = `${SHOP.name} keeps the whole ${dollars(SHOP.amountCents)}, and ${partner.name} gets nothing.`;
    return { label: 'Commission', big: dollars(0), say, proof: 'Nothing was booked', isGood: false };
  }
  const percent = ledger.programs[0]?.commission_percent ?? 0;
  return {
    label: 'Commission',
    big: dollars(commission.amount_cents),
    say: `${percent} percent of the sale was booked for ${partner.name}.`,
    proof: `Booked for ${partner.name}`,
    isGood: true,
  };
}

const idOf = ({ dialect }: DemoChoices): string => (dialect === 'v1' ? 'user_id' : 'customer_key');

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

function dollars(cents: number): string {
  return money.format(cents / 100);
}
