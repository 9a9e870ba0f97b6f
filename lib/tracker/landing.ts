import type { Dialect } from '@/lib/model/entry';
import { ALL_DIALECTS } from './dialects';
import { parseUrl } from './endpoint';

/** What a landing URL says about the partner who sent the visitor. */
export type LandingParameter = { dialect: Dialect; parameter: string; code: string };

/** All dialects' parameters, in the order of the URL. An empty code is left out. */
export function landingParameters(url: string): LandingParameter[] {
  const parsed = parseUrl(url);
  if (!parsed) return [];
  const found: LandingParameter[] = [];
  for (const [name, code] of parsed.searchParams) {
    const fact = ALL_DIALECTS.find((dialect) => dialect.landingParameter === name);
    if (fact && code !== '' && !found.some((landing) => landing.parameter === name)) {
      found.push({ dialect: fact.name, parameter: name, code });
    }
  }
  return found;
}

export function isLanding(url: string): boolean {
  return landingParameters(url).length > 0;
}
