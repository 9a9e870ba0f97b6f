import * as v from 'valibot';
import { hostOf } from '@/lib/tracker/site';

/** What the user knows of a host and its name does not say: whether customers use it. Findings go by that everywhere. */
export const JUDGED_AS_KEY = 'judged-as';

/** By host, true for production; one that is not named is judged by its address. Kept in `storage.local` under one key. */
export type JudgedAsChoices = Readonly<Record<string, boolean>>;

const choicesSchema = v.record(v.string(), v.boolean());

/** Rubbish only costs the remembered choices. */
export function parseJudgedAs(stored: unknown): JudgedAsChoices {
  const parsed = v.safeParse(choicesSchema, stored);
  return parsed.success ? parsed.output : {};
}

export function withChoice(choices: JudgedAsChoices, host: string, production: boolean | undefined): JudgedAsChoices {
  const { [host]: _, ...others } = choices;
  return production === undefined ? others : { ...others, [host]: production };
}

/** What was chosen for the page's host; undefined where its address is to tell. */
export function chosenFor(choices: JudgedAsChoices, pageUrl: string): boolean | undefined {
  const host = hostOf(pageUrl);
  return Object.hasOwn(choices, host) ? choices[host] : undefined;
}
