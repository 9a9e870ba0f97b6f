import { describe, expect, it } from 'vitest';
import { freeRuleIds, PIXEL_PATH, routedTabs, routeRules, standInPath } from '@/lib/routing/route-rules';
import { API_URL_PATTERN } from '@/lib/routing/tracker-paths';
import { ENDPOINTS } from '@/lib/tracker/dialects';

const plan = { tabId: 7, site: 'shop.example', hosts: ['api.affitor.com', 'localhost:1337'] };
const filtersOf = (rules: ReturnType<typeof routeRules>) =>
  rules.filter(({ action }) => action.type === 'block').map(({ condition }) => condition.urlFilter);

describe('the rules of a routed tab', () => {
  it('block the tracker’s hosts for the tab, whatever kind of request it is', () => {
    const blocks = routeRules(plan, 1).filter(
      ({ action, condition }) => action.type === 'block' && condition.tabIds[0] === 7,
    );
    expect(blocks.map(({ condition }) => condition.urlFilter ?? condition.regexFilter)).toEqual([
      '||api.affitor.com^',
      '||localhost:1337^',
      API_URL_PATTERN,
    ]);
    expect(blocks.every(({ condition }) => condition.resourceTypes === undefined)).toBe(true);
  });

  it('block workers, which belong to no tab, for this site only', () => {
    const blocks = routeRules(plan, 1).filter(({ condition }) => condition.tabIds[0] === -1);
    expect(blocks).toHaveLength(3);
    for (const { condition } of blocks) expect(condition.initiatorDomains).toEqual(['shop.example']);
    expect(routeRules({ tabId: 7, hosts: plan.hosts }, 1).some(({ condition }) => condition.tabIds[0] === -1)).toBe(
      false,
    );
  });

  it('give the stand-in for the script and a pixel for pixels, above the block', () => {
    const rules = routeRules({ ...plan, dialect: 'v2' }, 1);
    const block = rules.find(({ action }) => action.type === 'block');
    const answers = rules.filter(({ action }) => action.type === 'redirect');
    expect(answers.map(({ action }) => (action.type === 'redirect' ? action.redirect.extensionPath : ''))).toEqual([
      '/affitor-tracker-v2.js',
      PIXEL_PATH,
      PIXEL_PATH,
    ]);
    for (const { priority } of answers) expect(priority).toBeGreaterThan(block?.priority ?? 0);
    expect(standInPath(undefined)).toBe('/affitor-tracker.js');
  });

  it('leave the rest of a page alone that serves the tracker itself', () => {
    const filters = filtersOf(routeRules({ ...plan, hosts: ['shop.example'] }, 1));
    expect(filters).not.toContain('||shop.example^');
    for (const { name, path } of ENDPOINTS) {
      const isOfPages = !['test-event', 'readiness'].includes(name);
      if (isOfPages)
        expect(
          filters.some((filter = '') => `||shop.example${path}`.startsWith(filter)),
          path,
        ).toBe(true);
    }
  });

  it('can be read back: which tabs, which rules, which dialect', () => {
    const one = routeRules({ ...plan, dialect: 'v1' }, 1);
    const two = routeRules({ ...plan, tabId: 9 }, freeRuleIds(one));
    const tabs = routedTabs([...two, ...one]);
    expect(tabs.get(7)).toEqual({ tabId: 7, dialect: 'v1', ruleIds: one.map(({ id }) => id) });
    expect(tabs.get(9)?.ruleIds).toEqual(two.map(({ id }) => id));
    expect(new Set([...one, ...two].map(({ id }) => id)).size).toBe(one.length + two.length);
  });
});
