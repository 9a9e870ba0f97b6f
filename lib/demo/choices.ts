import type { Dialect } from '@/lib/model/entry';

/** What the presenter chooses before the demo plays: the tracker's dialect, the partner, and what goes wrong. */

export const MISHAPS = {
  none: 'Nothing',
  'no-parameter': 'The link lost its parameter',
  'cookie-blocked': 'The browser refuses the cookie',
  'no-user-id': 'The signup names no user',
  'expired-window': 'The sale comes too late',
} as const;

export type Mishap = keyof typeof MISHAPS;

export type DemoPartner = {
  /** As in the ledger; stands in the link as well. */
  id: string;
  /** How the story calls them. */
  name: string;
  /** Where the link stands: "Maya’s review". */
  place: string;
};

export const PARTNERS: readonly [DemoPartner, ...DemoPartner[]] = [
  { id: 'maya-reviews', name: 'Maya', place: 'Maya’s review' },
  { id: 'devs-weekly', name: 'Devs Weekly', place: 'the Devs Weekly newsletter' },
  { id: 'north-star', name: 'North Star', place: 'North Star’s list of deals' },
];

export type DemoChoices = { dialect: Dialect; partner: string; mishap: Mishap };

export const FIRST_CHOICES: DemoChoices = { dialect: 'v1', partner: PARTNERS[0].id, mishap: 'none' };

export const isMishap = (text: string): text is Mishap => Object.hasOwn(MISHAPS, text);

export const partnerOf = (id: string): DemoPartner => PARTNERS.find((partner) => partner.id === id) ?? PARTNERS[0];
