import type { Check } from '@/lib/expectations/expectations';
import { expectationsOf, expectationsText, readExpectations } from '@/lib/expectations/expectations-file';
import { attempt } from './attempt';

/** The checks a user wrote, kept for each site between openings. */
export type CheckStore = {
  read(site: string): readonly Check[];
  /** False when they could not be kept: they then last as long as the panel does. */
  write(site: string, checks: readonly Check[]): boolean;
};

const keyOf = (site: string): string => `checks:${site}`;

/** In `localStorage` or the like, as the very file that is exported; rubbish there counts for nothing. */
export function checksIn(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): CheckStore {
  return {
    read(site) {
      const text = attempt(() => storage().getItem(keyOf(site)));
      if (!text) return [];
      const reading = readExpectations(text);
      return reading.ok ? reading.expectations.checks : [];
    },
    write(site, checks) {
      const isKept = attempt(() => {
        if (checks.length === 0) storage().removeItem(keyOf(site));
        else storage().setItem(keyOf(site), expectationsText(expectationsOf([...checks])));
        return true;
      });
      return isKept ?? false;
    },
  };
}
