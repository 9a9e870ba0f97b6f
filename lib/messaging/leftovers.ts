import * as v from 'valibot';
import type { Observation } from '@/lib/model/observation';
import { LEFTOVER_PREFIX } from './leftover-key';
import { parseObservations } from './parse';
import type { RelayDocument } from './relay-hub';

/**
 * What relays could not deliver: in `pagehide`, with a dead port, they write to `storage.local`, the one way that
 * still arrives. The background collects it at its start and at each hello.
 */

export type LeftoverStorage = {
  getAll(): Promise<Record<string, unknown>>;
  remove(keys: string[]): Promise<void>;
};

export type LeftoverDesk = {
  /** The document of that nonce, or else the only one known to have had the URL. */
  find(nonce: string, url: string): Promise<RelayDocument | undefined>;
  /** The tabs that show, or else showed, pages of the URL's origin. */
  tabsOf(url: string): Promise<readonly number[]>;
  take(document: RelayDocument, observations: Observation[]): Promise<void>;
  reject(tabId: number, count: number): void;
};

const leftoverSchema = v.object({ nonce: v.string(), url: v.string(), observations: v.array(v.unknown()) });

/** Collects all there is; calls during a collection lead to one more after it. */
export function createLeftoverCollector(storage: LeftoverStorage, desk: LeftoverDesk): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isWanted = false;

  async function collect(): Promise<void> {
    try {
      while (isWanted) {
        isWanted = false;
        await collectOnce();
      }
    } finally {
      running = undefined;
    }
  }

  async function collectOnce(): Promise<void> {
    const stored = Object.entries(await storage.getAll()).filter(([key]) => key.startsWith(LEFTOVER_PREFIX));
    const handed = await Promise.all(
      stored.sort(([a], [b]) => compareKeys(a, b)).map(async ([key, value]) => ((await hand(value)) ? [key] : [])),
    );
    const keys = handed.flat();
    if (keys.length > 0) await storage.remove(keys);
  }

  /** True when it need not be kept: delivered, or of no tab that is still open. */
  async function hand(value: unknown): Promise<boolean> {
    const parsed = v.safeParse(leftoverSchema, value);
    if (!parsed.success) return true;
    const { nonce, url } = parsed.output;
    const document = (await desk.find(nonce, url)) ?? (await findByOrigin(nonce, url));
    if (!document) return true;
    const { observations, rejected } = parseObservations(parsed.output.observations);
    if (rejected > 0) desk.reject(document.tabId, rejected);
    try {
      await desk.take(document, observations);
      return true;
    } catch {
      // The journal could not store it: it stays where it is for the next collection.
      return false;
    }
  }

  /**
   * A page may come and go while no background is there to hear of it. With one tab of its origin it is certain whose
   * it was; which frame is not known then, and the top one is by far the likeliest.
   */
  async function findByOrigin(nonce: string, url: string): Promise<RelayDocument | undefined> {
    const [tabId, ...others] = await desk.tabsOf(url);
    return tabId === undefined || others.length > 0 ? undefined : { nonce, tabId, frameId: 0, documentId: nonce, url };
  }

  return () => {
    isWanted = true;
    running ??= collect();
    return running;
  };
}

const compareKeys = (a: string, b: string): number => numberOf(a) - numberOf(b);
const numberOf = (key: string): number => Number(key.slice(key.lastIndexOf(':') + 1)) || 0;
