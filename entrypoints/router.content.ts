import { defineContentScript } from 'wxt/utils/define-content-script';
import { joinFromPage } from '@/lib/messaging/channel';
import { ROUTED_MARK } from '@/lib/routing/route-rules';
import { installRouter } from '@/lib/routing/router';
import { isTrackerPath } from '@/lib/routing/tracker-paths';
import { PAGE_FACTS } from '@/lib/tracker/page-facts';
import { createTrackerHosts } from '@/lib/witness/page/tracker-hosts';

/** In the page's own world, registered only while some tab is routed to the mock. No extension API is here. */
export default defineContentScript({
  matches: ['<all_urls>'],
  registration: 'runtime',
  world: 'MAIN',
  main() {
    const hosts = createTrackerHosts(document, PAGE_FACTS.hosts, PAGE_FACTS.path);
    const [navigation] = performance.getEntriesByType('navigation');
    const timings = navigation instanceof PerformanceNavigationTiming ? navigation.serverTiming : undefined;
    let hear: (text: unknown) => void = () => {};
    const send = joinFromPage(document, (text) => hear(text), 'affitor-router');
    const textOf = (input: unknown) =>
      input instanceof Request ? input.url : input instanceof URL ? input.href : String(input);
    const trackerPathUrl = (text: string) => {
      if (!URL.canParse(text, document.baseURI)) return undefined;
      const url = new URL(text, document.baseURI);
      return isTrackerPath(url) ? url.href : undefined;
    };
    hear = installRouter({
      scope: window,
      trackerUrl: (input) => hosts.trackerUrl(textOf(input)) ?? trackerPathUrl(textOf(input)),
      isMarked: timings?.some(({ name }) => name === ROUTED_MARK) === true,
      send,
    });
  },
});
