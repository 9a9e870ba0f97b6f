import * as v from 'valibot';
import { observationSchema } from '@/lib/model/observation-schema';
import type { Unnumbered } from './tab-log';

/** What the background knows of an open tab besides its journal; kept in memory only, also across its own stops. */
export type TabState = {
  /** The document that each frame shows. */
  documents: Map<number, OpenDocument>;
  /** Documents that were shown before and may have something left to deliver, latest last. */
  past: OpenDocument[];
  /** Hosts that pages of this tab named as their tracker's. */
  hosts: Set<string>;
  /** The last top-level navigations with what belongs to each, while no tracker has shown up. */
  held: Unnumbered[][];
  hasTracker: boolean;
  /** The user's switch for this tab. */
  recording: boolean;
  panels: number;
  /** Requests let into the journal, whose answers follow wherever the tab has gone meanwhile. */
  passed: Set<string>;
};

export type OpenDocument = {
  /** The relay's name for it; absent when only the browser has spoken of it. */
  nonce?: string;
  frameId: number;
  documentId: string;
  url: string;
  hasTracker: boolean;
  /** When it was first heard of, epoch ms. */
  since: number;
};

const HELD_NAVIGATIONS = 20;
const HELD_OF_ONE_NAVIGATION = 100;
const PAST_DOCUMENTS = 50;
const PASSED_REQUESTS = 500;
const NAMED_HOSTS = 20;

export function createTabState(): TabState {
  return {
    documents: new Map(),
    past: [],
    hosts: new Set(),
    held: [],
    hasTracker: false,
    recording: true,
    panels: 0,
    passed: new Set(),
  };
}

/** Keeps an observation for when a tracker shows up; the oldest navigation goes when there are too many. */
export function hold(tab: TabState, observation: Unnumbered): void {
  const last = tab.held.at(-1);
  if (observation.kind === 'navigation' || !last) tab.held.push([observation]);
  else if (last.length < HELD_OF_ONE_NAVIGATION) last.push(observation);
  if (tab.held.length > HELD_NAVIGATIONS) tab.held.shift();
}

export function release(tab: TabState): Unnumbered[] {
  const observations = tab.held.flat();
  tab.held = [];
  return observations;
}

export function retire(tab: TabState, document: OpenDocument): void {
  if (tab.documents.get(document.frameId) === document) tab.documents.delete(document.frameId);
  tab.past.push(document);
  if (tab.past.length > PAST_DOCUMENTS) tab.past.shift();
}

export function rememberPassed(tab: TabState, requestId: string): void {
  tab.passed.add(requestId);
  const [oldest] = tab.passed;
  if (tab.passed.size > PASSED_REQUESTS && oldest !== undefined) tab.passed.delete(oldest);
}

/** True when a host was new. */
export function nameHosts(tab: TabState, hosts: readonly string[]): boolean {
  const before = tab.hosts.size;
  for (const host of hosts) if (tab.hosts.size < NAMED_HOSTS) tab.hosts.add(host);
  return tab.hosts.size > before;
}

const openDocument = v.object({
  nonce: v.exactOptional(v.string()),
  frameId: v.number(),
  documentId: v.string(),
  url: v.string(),
  hasTracker: v.boolean(),
  since: v.number(),
});

const place = v.object({ frameId: v.number(), documentId: v.string(), documentUrl: v.string() });

const storedState = v.object({
  documents: v.array(openDocument),
  past: v.array(openDocument),
  hosts: v.array(v.string()),
  held: v.array(v.array(v.intersect([observationSchema, place]))),
  hasTracker: v.boolean(),
  recording: v.boolean(),
});

/** The state as JSON. Panels are left out, since after a stop they come with new ports. */
export function writeTabState({ documents, past, hosts, held, hasTracker, recording }: TabState) {
  return { documents: [...documents.values()], past, hosts: [...hosts], held, hasTracker, recording };
}

export function readTabState(stored: unknown): TabState | undefined {
  const parsed = v.safeParse(storedState, stored);
  if (!parsed.success) return undefined;
  const { documents, hosts, ...rest } = parsed.output;
  return {
    ...createTabState(),
    ...rest,
    documents: new Map(documents.map((document) => [document.frameId, document])),
    hosts: new Set(hosts),
  };
}
