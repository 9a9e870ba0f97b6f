import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseFilter } from '@/lib/timeline/filter';
import { createPassing } from '@/lib/timeline/passing';
import { aCall, aConsoleLine, aCookie, aLead, aNavigation, aQueueItem, resetEntries } from '@/test/fixtures/entries';

const CONTEXT = { rulesOf: () => [] };

describe('a list filtered letter by letter', () => {
  beforeEach(resetEntries);

  it('lets pass what the filter lets pass, in whatever order texts are typed', () => {
    const line = aConsoleLine({ text: 'Lead "x" tracked: -1' });
    const entries = [aNavigation(), aQueueItem(), aCall(), aLead(), line, aCookie()];
    const text = fc.array(
      fc.constantFrom('l', 'e', 'a', 'd', 'le', 'lea', 'lead', ' ', '-', '"', 'x', 'kind:', 'lead,call', 't'),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (typed) => {
        const passing = createPassing();
        for (const parts of typed) {
          const words = parts.join('');
          const filter = parseFilter(words);
          const expected = filter.ok ? entries.filter((entry) => filter.matches(entry)) : entries;
          expect(passing(entries, words, CONTEXT)).toEqual(expected);
        }
      }),
    );
  });

  it('hands out the same list for a text typed before', () => {
    const entries = [aLead(), aConsoleLine()];
    const passing = createPassing();
    const first = passing(entries, 'lead', CONTEXT);
    passing(entries, 'le', CONTEXT);
    expect(passing(entries, 'lead', CONTEXT)).toBe(first);
  });

  it('forgets what passed once there are other entries or other findings', () => {
    const [lead, other] = [aLead(), aLead()];
    const passing = createPassing();
    expect(passing([lead], 'lead', CONTEXT)).toEqual([lead]);
    expect(passing([lead, other], 'lead', CONTEXT)).toEqual([lead, other]);
    const entries = [lead, other];
    expect(passing(entries, 'rule:lead-*', { rulesOf: () => [] })).toEqual([]);
    expect(passing(entries, 'rule:lead-*', { rulesOf: (id) => (id === lead.id ? ['lead-duplicate'] : []) })).toEqual([
      lead,
    ]);
  });
});
