import type { Observation } from '@/lib/model/observation';
import type { Unnumbered } from './tab-log';
import type { TabState } from './tab-state';

/** What may be kept of the URLs of pages without a tracker: where they were, and how an affiliate's link led there. */

/** The page now on show is one to be recorded, so its own URL is given back; those of pages before it stay as kept. */
export function withWholeUrl(held: Unnumbered[], tab: TabState, kept: readonly string[]): Unnumbered[] {
  const shown = tab.documents.get(0);
  const last = held.findLast((observation) => observation.kind === 'navigation');
  if (!shown || last?.kind !== 'navigation' || last.url !== trackerParametersOnly(shown.url, kept)) return held;
  const { url, documentId } = shown;
  const whole = { ...last, url, documentId, documentUrl: url };
  return held.map((observation) => (observation === last ? whole : observation));
}

/** The navigation as it may be kept of a page on which no tracker has shown up. */
export function withTrackerParameters(observation: Observation, kept: readonly string[]): Observation {
  if (observation.kind !== 'navigation') return observation;
  const { url, redirects, referrer, ...rest } = observation;
  return {
    ...rest,
    url: trackerParametersOnly(url, kept),
    ...(redirects && { redirects: redirects.map((redirect) => trackerParametersOnly(redirect, kept)) }),
    ...(referrer !== undefined && { referrer: trackerParametersOnly(referrer, kept) }),
  };
}

/** The URL without its fragment and every query parameter that is none of the tracker's. */
export function trackerParametersOnly(url: string, kept: readonly string[]): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host, pathname, searchParams } = new URL(url);
  if (host === '') return protocol;
  const query = new URLSearchParams([...searchParams].filter(([name]) => kept.includes(name))).toString();
  return `${protocol}//${host}${pathname}${query && `?${query}`}`;
}
