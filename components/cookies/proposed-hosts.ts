import type { Entry } from '@/lib/model/entry';
import { memoise } from '@/lib/store/memoise';
import type { PanelState } from '@/lib/store/panel-store';
import { pageUrlOf, timelineOfView } from '@/lib/store/selectors';
import { hostOf, siteOf } from '@/lib/tracker/site';

/** Hosts whose receiving a cookie is worth knowing: the page's, its site's usual names, and those it went through. */

const USUAL = ['www', 'app'];

const proposed = memoise((pageUrl: string, entries: readonly Entry[]): readonly string[] => {
  const page = hostOf(pageUrl);
  const site = siteOf(page);
  const seen = entries
    .filter((entry) => entry.kind === 'navigation')
    .map(({ url }) => hostOf(url))
    .filter((host) => siteOf(host) === site);
  const isAddress = !site.includes('.') || /^[\d.]+$/.test(site) || site.startsWith('[');
  const usual = isAddress ? [] : [site, ...USUAL.map((name) => `${name}.${site}`)];
  return [...new Set([page, ...seen, ...usual])].filter((host) => host !== '');
});

export function proposedHostsOf(state: PanelState): readonly string[] {
  return proposed(pageUrlOf(state), timelineOfView(state).entries);
}
