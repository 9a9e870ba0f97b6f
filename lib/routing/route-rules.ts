import { type Dialect, isDialect } from '@/lib/model/entry';
import { API_URL_PATTERN } from './tracker-paths';

/**
 * The declarativeNetRequest session rules of a routed tab. They are also the only record of which tabs are routed, so
 * that a background that was stopped reads it back from the browser.
 */

/** The part of a browser's rule that we write and read. */
export type RouteRule = {
  id: number;
  priority: number;
  action:
    | { type: 'block' }
    | { type: 'redirect'; redirect: { extensionPath: string } }
    | {
        type: 'modifyHeaders';
        responseHeaders: { operation: 'append'; header: string; value: string }[];
      };
  condition: {
    tabIds: number[];
    urlFilter?: string;
    regexFilter?: string;
    initiatorDomains?: string[];
    resourceTypes?: ('script' | 'image' | 'main_frame' | 'sub_frame')[];
  };
};

export type RoutePlan = {
  tabId: number;
  /** Host name of the page in the tab, whose workers are cut off too; absent when it has none. */
  site?: string;
  /** The tracker's hosts, with port where not the default. */
  hosts: readonly string[];
  /** The stand-in's language; bilingual without one. */
  dialect?: Dialect;
};

/** Name of the Server-Timing entry that tells a page, before its first script, that it is routed. */
export const ROUTED_MARK = 'affitor-routed';

export const PIXEL_PATH = '/pixel.gif';
/** Paths that are the tracker's also where it is served from the page's own host. */
const TRACKER_PATHS = ['/api/tracking/', '/api/v1/track/', '/js/affitor-tracker'];
const PRIORITY = { mark: 1, guard: 10, answer: 20 };

export const standInPath = (dialect: Dialect | undefined): string =>
  dialect ? `/affitor-tracker-${dialect}.js` : '/affitor-tracker.js';

/** `firstId` and the ids after it must be free. */
export function routeRules({ tabId, site, hosts, dialect }: RoutePlan, firstId: number): RouteRule[] {
  let id = firstId;
  const nextId = () => id++;
  const rules: RouteRule[] = [
    {
      id: nextId(),
      priority: PRIORITY.mark,
      action: {
        type: 'modifyHeaders',
        responseHeaders: [{ operation: 'append', header: 'Server-Timing', value: ROUTED_MARK }],
      },
      condition: { tabIds: [tabId], resourceTypes: ['main_frame', 'sub_frame'] },
    },
    {
      id: nextId(),
      priority: PRIORITY.answer,
      action: { type: 'redirect', redirect: { extensionPath: standInPath(dialect) } },
      condition: { tabIds: [tabId], urlFilter: '/affitor-tracker*.js', resourceTypes: ['script'] },
    },
  ];
  /** Without resource types: Firefox lets beacons through where types are listed. */
  const block = (where: { urlFilter: string } | { regexFilter: string }) => {
    const guard = (condition: RouteRule['condition']) =>
      rules.push({ id: nextId(), priority: PRIORITY.guard, action: { type: 'block' }, condition });
    guard({ tabIds: [tabId], ...where });
    // Service workers and shared workers belong to no tab, and all of the site's pages share them.
    if (site !== undefined) guard({ tabIds: [-1], ...where, initiatorDomains: [site] });
  };
  for (const urlFilter of filtersOf(hosts, site)) {
    rules.push({
      id: nextId(),
      priority: PRIORITY.answer,
      action: { type: 'redirect', redirect: { extensionPath: PIXEL_PATH } },
      condition: { tabIds: [tabId], urlFilter, resourceTypes: ['image'] },
    });
    block({ urlFilter });
  }
  block({ regexFilter: API_URL_PATTERN });
  return rules;
}

/** A tracker on the page's own host must not take the rest of the page with it. */
function filtersOf(hosts: readonly string[], site: string | undefined): string[] {
  return [...new Set(hosts)].flatMap((host) => {
    const name = host.replace(/:\d+$/, '');
    if (name !== site) return [`||${host}^`];
    return TRACKER_PATHS.map((path) => `||${host}${path}`);
  });
}

export type RoutedTab = { tabId: number; ruleIds: number[]; dialect?: Dialect };

type RuleLike = {
  id: number;
  action: { type: string; redirect?: { extensionPath?: string | undefined } | undefined };
  condition: { tabIds?: number[] | undefined; initiatorDomains?: string[] | undefined };
};

/** Which tabs the browser's session rules route. Rules for workers go with the tab whose rules stand before them. */
export function routedTabs(rules: readonly RuleLike[]): Map<number, RoutedTab> {
  const tabs = new Map<number, RoutedTab>();
  let current: RoutedTab | undefined;
  for (const { id, action, condition } of [...rules].sort((one, other) => one.id - other.id)) {
    const tabId = condition.tabIds?.[0];
    if (tabId !== undefined && tabId >= 0) {
      current = tabs.get(tabId) ?? { tabId, ruleIds: [] };
      tabs.set(tabId, current);
    }
    current?.ruleIds.push(id);
    const dialect = /affitor-tracker-(\w+)\.js$/.exec(action.redirect?.extensionPath ?? '')?.[1];
    if (current && isDialect(dialect)) current.dialect = dialect;
  }
  return tabs;
}

/** The first of `count` ids that no rule has. */
export function freeRuleIds(rules: readonly { id: number }[]): number {
  return rules.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
}
