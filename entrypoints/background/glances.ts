import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Gate } from '@/lib/journal/gate';
import type { Glance } from '@/lib/model/glance';
import type { VerdictValue } from '@/lib/model/judgement';
import type { Settings } from '@/lib/model/settings';
import { GLANCE_RECORD_LIMIT, glanceOf } from '@/lib/rules/glance';

/** Keeps the verdict of tabs with a tracker at a glance: on the toolbar's badge, and for the popup when it asks. */

const QUIET_MS = 500;

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

type GlanceOptions = {
  gate: Gate;
  settings: () => Settings;
  /** What was chosen for a page's host under "Judged as". */
  productionOf(pageUrl: string): Promise<boolean | undefined>;
};

export function createGlances({ gate, settings, productionOf }: GlanceOptions) {
  const watched = new Map<number, { stop(): void; timer?: ReturnType<typeof setTimeout> }>();

  async function look(tabId: number): Promise<Glance> {
    const { seq, pageUrl } = await gate.status(tabId);
    const { records } = await gate.read(tabId, Math.max(0, seq - GLANCE_RECORD_LIMIT));
    const production = await productionOf(pageUrl);
    return glanceOf(records, { now: Date.now(), ...(production !== undefined && { production }) });
  }

  async function draw(tabId: number): Promise<void> {
    const { text, color } = settings().badge ? BADGES[(await look(tabId)).value] : BADGES['no-tracker'];
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
    watch.timer = setTimeout(() => void draw(tabId), QUIET_MS);
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
      if (!watched.has(tabId)) watched.set(tabId, { stop: gate.subscribe(tabId, () => drawSoon(tabId)) });
      drawSoon(tabId);
    },
    redraw(): void {
      for (const tabId of watched.keys()) drawSoon(tabId);
    },
  };
}
