import { describe, expect, it } from 'vitest';
import { prepareSearch, searchText } from '@/lib/timeline/search-text';
import { aConsoleLine, aLead, aQueueItem, aScript } from '@/test/fixtures/entries';

describe('searchText', () => {
  it('holds what a row shows and what its entry carries, in lower case', () => {
    const lead = aLead({ email: 'Ada@Example.org' });
    for (const part of [`#${lead.number}`, 'lead sent · 200', 'ada@example.org', 'lead tracked successfully']) {
      expect(searchText(lead)).toContain(part);
    }
    expect(searchText(aScript())).toContain('data-affitor-program-id');
    expect(searchText(aQueueItem())).toContain('u_8142');
    expect(searchText(aConsoleLine({ details: ['Possible causes: an ad blocker'] }))).toContain('an ad blocker');
  });

  it('reads only the beginning of a huge body', () => {
    expect(searchText(aLead({ note: 'x'.repeat(100_000) })).length).toBeLessThan(5000);
  });
});

describe('prepareSearch', () => {
  it('goes as far as there is time, and says where to go on', () => {
    const entries = Array.from({ length: 250 }, () => aConsoleLine());
    let asked = 0;
    const stopped = prepareSearch(entries, 0, () => {
      asked += 1;
      return asked < 2;
    });
    expect(stopped).toBe(100);
    expect(prepareSearch(entries, stopped, () => true)).toBe(250);
    expect(prepareSearch([], 0, () => false)).toBe(0);
  });
});
