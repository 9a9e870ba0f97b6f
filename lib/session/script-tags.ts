import { isTrackerScript } from '@/lib/tracker/endpoint';

/** Finds the tracker's script tags in the HTML of a page, for recordings that have the page and not its elements. */
export type TrackerTag = {
  src: string;
  attributes: Record<string, string>;
  placement: 'head' | 'body' | 'elsewhere';
  /** Of a type that no browser runs. */
  inert: boolean;
};

const SCRIPT = /<script\b([^>]*)>/gi;
const COMMENT = /<!--[\s\S]*?-->/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const RUNS = /^(?:|module|(?:text|application)\/(?:java|ecma|x-java)script.*)$/i;

export function trackerTags(html: string): TrackerTag[] {
  if (!html.includes('affitor-tracker')) return [];
  // Blanks keep the places of what follows.
  const text = html.replace(COMMENT, (comment) => ' '.repeat(comment.length));
  const bodyAt = text.search(/<body\b/i);
  const tags: TrackerTag[] = [];
  for (const match of text.matchAll(SCRIPT)) {
    const { src = '', ...attributes } = readAttributes(match[1] ?? '');
    if (!isTrackerScript(src)) continue;
    tags.push({
      src,
      attributes,
      placement: bodyAt >= 0 && match.index > bodyAt ? 'body' : 'head',
      inert: !RUNS.test(attributes.type ?? ''),
    });
  }
  return tags;
}

function readAttributes(text: string): Record<string, string> {
  const attributes: [string, string][] = [];
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes.push([name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? '')]);
  }
  return Object.fromEntries(attributes.toReversed());
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" };

const decodeEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
