/** Which requests are the tracker's, as far as their address tells; known alike in the page's world and beside it. */
export type TrackerHosts = {
  /** `whole`: all of its traffic is the tracker's, not only what has a path of the tracker's. True when that is news. */
  add(host: string, whole: boolean): boolean;
  /** The absolute URL of what goes to the tracker; undefined for anything else. */
  trackerUrl(text: unknown): string | undefined;
};

const Url = URL;

/**
 * What plainly names its host, or none: parsing a URL takes ten times as long, and most calls of most pages are plain.
 * A host that a browser would spell otherwise (capitals, numbers, escapes, a port) is not plain.
 */
const PLAIN = /^https?:\/\/([a-z\d.-]+\.[a-z]+)[/?#]/;

export function createTrackerHosts(document: Document, known: readonly string[], path: RegExp): TrackerHosts {
  // A host with a port is a developer's own machine, where other things answer too.
  const hosts = new Map(known.map((host) => [host, !/:/.test(host)]));
  return {
    add(host, whole) {
      const before = hosts.get(host);
      const isNews = !before && before !== whole;
      if (isNews) hosts.set(host, whole);
      return isNews;
    },
    trackerUrl(text) {
      try {
        const plain = PLAIN.exec(text as string);
        if (plain && !hosts.has(plain[1] as string)) return undefined;
        const { host, pathname, href } = new Url(text as string, document.baseURI);
        const whole = hosts.get(host);
        // A tracker served from the page's own host does not make all of the page's traffic the tracker's.
        const fits = whole !== undefined && (path.test(pathname) || (whole && host !== document.location.host));
        return fits ? href : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
