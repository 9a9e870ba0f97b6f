import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Gate } from '@/lib/journal/gate';
import type { Glance } from '@/lib/model/glance';
import type { VerdictValue } from '@/lib/model/judgement';
import type { Settings } from '@/lib/model/settings';
import { GLANCE_RECORD_LIMIT, glanceOf } from '@/lib/rules/glance';

/** Keeps the verdict of tabs with a tracker at a glance: on the toolbar's badge, and for the popup when it asks. */

const QUIET_MS = 500;
/** A page that is never quiet has its badge all the same. */
const LONGEST_UNDRAWN_MS = 2000;

const BADGES: Record<VerdictValue, { text: string; color: string }> = {
  attributed: { text: '✓', color: '#17693b' },
  'server-side': { text: '✓', color: '#17693b' },
  'at-risk': { text: '!', color: '#8a5300' },
  'test-only': { text: 'T', color: '#8a5300' },
  lost: { text: '×', color: '#b3261e' },
  pending: { text: '…', color: '#4b5563' },
  'no-tracker': { text: '', color: '#4b5563' },
};

const Ask = v.object({ type: v.literal('glance'), tabId: v.number() });

type Watch = {
  stop(): void;
  timer?: ReturnType<typeof setTimeout>;
  /** Epoch ms of the first change that is not drawn yet. */
  changedAt?: number | undefined;
  /** The last drawing, which the next one waits for: an older verdict must not be the last to be shown. */
  drawn: Promise<void>;
};

type GlanceOptions = {
  gate: Gate;
  settings: () => Settings;
  /** What was chosen for a page's host under "Judged as". */
  productionOf(pageUrl: string): Promise<boolean | undefined>;
};

export function createGlances({ gate, settings, productionOf }: GlanceOptions) {
  const watched = new Map<number, Watch>();

  async function look(tabId: number): Promise<Glance> {
    const { seq, pageUrl } = await gate.status(tabId);
    const { records } = await gate.read(tabId, Math.max(0, seq - GLANCE_RECORD_LIMIT));
    const production = await productionOf(pageUrl);
    return glanceOf(records, { now: Date.now(), ...(production !== undefined && { production }) });
  }

  async function draw(tabId: number): Promise<void> {
    // What cannot be read now is drawn with the next change.
    const value = settings().badge
      ? await look(tabId).then(
          (glance) => glance.value,
          () => undefined,
        )
      : 'no-tracker';
    if (!value) return;
    const { text, color } = BADGES[value];
    try {
      await browser.action.setBadgeBackgroundColor({ tabId, color });
      await browser.action.setBadgeText({ tabId, text });
    } catch {
      // The tab was closed meanwhile.
      unwatch(tabId);
    }
  }

  function unwatch(tabId: number): void {
    const watch = watched.get(tabId);
    clearTimeout(watch?.timer);
    watch?.stop();
    watched.delete(tabId);
  }

  function drawSoon(tabId: number): void {
    const watch = watched.get(tabId);
    if (!watch) return;
    clearTimeout(watch.timer);
    const now = Date.now();
    watch.changedAt ??= now;
    const leftMs = watch.changedAt + LONGEST_UNDRAWN_MS - now;
    watch.timer = setTimeout(
      () => {
        watch.changedAt = undefined;
        watch.drawn = watch.drawn.then(() => draw(tabId));
      },
      Math.max(0, Math.min(QUIET_MS, leftMs)),
    );
  }

  browser.tabs.onRemoved.addListener(unwatch);
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const isOurs = sender.url?.startsWith(`${location.origin}/`) === true;
    if (!isOurs || !v.is(Ask, message)) return undefined;
    look(message.tabId).then(sendResponse, () => sendResponse(null));
    return true;
  });

  return {
    /** A document of the tab shows its tracker. */
    watch(tabId: number): void {
      if (!watched.has(tabId)) {
        watched.set(tabId, { stop: gate.subscribe(tabId, () => drawSoon(tabId)), drawn: Promise.resolve() });
      }
      drawSoon(tabId);
    },
    redraw(): void {
      for (const tabId of watched.keys()) drawSoon(tabId);
    },
  };
}
