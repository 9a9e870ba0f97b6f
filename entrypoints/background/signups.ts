import { browser } from 'wxt/browser';
import { parseReply } from '@/lib/site-test/play-signup';
import { parseRecordings } from '@/lib/site-test/signup-recording';
import type { SignupCommand } from '@/lib/site-test/signup-step';
import { createSignups, type Signups } from '@/lib/site-test/signups';

/** Gives recorded signups their storage, and the way into the page of a test. */

/** In `storage.local`, of private windows in `storage.session`. */
const RECORDINGS_KEY = 'signup-recordings';
/** In `storage.session`, by the id of the run. */
const DRAFT_PREFIX = 'signup-draft:';
const SCRIPT = '/content-scripts/signup.js';

export function openSignups(): Signups {
  const { local, session } = browser.storage;
  const areaOf = (isPrivate: boolean) => (isPrivate ? session : local);
  return createSignups({
    now: Date.now,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    // The rest that makes small numbers likelier is below one in ten million.
    random: (below) => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below,
    recordings: async (isPrivate) => parseRecordings((await areaOf(isPrivate).get(RECORDINGS_KEY))[RECORDINGS_KEY]),
    async keepRecordings(isPrivate, recordings) {
      const area = areaOf(isPrivate);
      await (recordings.length > 0 ? area.set({ [RECORDINGS_KEY]: recordings }) : area.remove(RECORDINGS_KEY));
    },
    draft: async (runId) => (await session.get(DRAFT_PREFIX + runId))[DRAFT_PREFIX + runId],
    async keepDraft(runId, steps) {
      const key = DRAFT_PREFIX + runId;
      await (steps ? session.set({ [key]: steps }) : session.remove(key));
    },
    async dropDrafts() {
      const keys = Object.keys(await session.get(null)).filter((key) => key.startsWith(DRAFT_PREFIX));
      await session.remove(keys);
    },
    page: {
      async record(tabId) {
        await inject(tabId);
        await command(tabId, { type: 'signup-record' });
      },
      stop: async (tabId) => void (await command(tabId, { type: 'signup-stop' })),
      async ask(tabId, ask) {
        const told = await command(tabId, { type: 'signup-play', ask });
        if (told === undefined) await inject(tabId);
        return parseReply(told);
      },
      open: async (tabId, url) => void (await browser.tabs.update(tabId, { url })),
    },
  });
}

/** A page that goes away, or that no script may enter, is one that does not answer. */
async function command(tabId: number, message: SignupCommand): Promise<unknown> {
  return browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => undefined);
}

async function inject(tabId: number): Promise<void> {
  const target = { tabId, frameIds: [0] };
  await browser.scripting.executeScript({ target, files: [SCRIPT], injectImmediately: true }).catch(() => undefined);
}
