import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { joinFromRelay } from '@/lib/messaging/channel';
import { PORT_NAMES } from '@/lib/messaging/protocol';
import { createRelay } from '@/lib/messaging/relay';
import { adaptPort } from '@/lib/messaging/transport';
import { SETTINGS_KEY } from '@/lib/model/settings';
import { SCRIPT_ATTRIBUTES, SCRIPT_NAME, TRACKER_METHODS } from '@/lib/tracker/dialects';
import { PAGE_FACTS } from '@/lib/tracker/page-facts';
import { observeIsolated } from '@/lib/witness/page/isolated/observe-isolated';
import { parseSignal } from '@/lib/witness/page/isolated/parse-signal';

/** Beside the page, in the extension's isolated world: observes its document, and relays what both worlds see. */
export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main() {
    const nonce = [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('');
    const ended = new AbortController();
    const relay = createRelay({
      nonce,
      url: () => location.href,
      connect: () => adaptPort(browser.runtime.connect({ name: PORT_NAMES.relay })),
      ...(!browser.extension.inIncognitoContext && {
        // Where the disk takes no more, the page is not told of it as of an error of its own.
        keep: (key: string, leftover: unknown) =>
          void browser.storage.local.set({ [key]: leftover }).catch(() => undefined),
      }),
      onHello: ({ hosts }) => witness.addHosts(hosts),
      onClose: () => ended.abort(),
    });
    const page = joinFromRelay(document);
    const witness = observeIsolated(
      window,
      {
        ...PAGE_FACTS,
        scriptName: SCRIPT_NAME,
        scriptMark: SCRIPT_ATTRIBUTES.programId,
        apiBase: SCRIPT_ATTRIBUTES.apiBase,
        methods: TRACKER_METHODS,
        home: browser.runtime.getURL('/'),
      },
      nonce,
      { ...relay, command: page.send, signal: ended.signal },
    );
    page.listen((text) => {
      try {
        witness.hear(parseSignal(text));
      } catch {
        // Forged by the page, or from another version of ours: counted, and shown as such.
        relay.reject();
      }
    });
    // Hosts that the user named; those that pages name come with the background's hello. Without an answer the built-in
    // ones remain.
    browser.storage.local.get(SETTINGS_KEY).then(
      (stored) => witness.nameHosts(hostsOf(stored[SETTINGS_KEY])),
      () => undefined,
    );
  },
});

/** As much of the settings as is needed here; the background reads them whole. */
function hostsOf(settings: unknown): string[] {
  const isRead = typeof settings === 'object' && settings !== null && 'hosts' in settings;
  return isRead && Array.isArray(settings.hosts) ? settings.hosts.filter((host) => typeof host === 'string') : [];
}
