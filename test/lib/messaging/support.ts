import { createGate, type GateOptions } from '@/lib/journal/gate';
import { DEFAULT_LIMITS } from '@/lib/journal/journal';
import { DEFAULT_SETTINGS } from '@/lib/journal/settings';
import type { JournalStore } from '@/lib/journal/store';
import type { Limits } from '@/lib/journal/tab-log';
import { createTabs, type SessionMemory } from '@/lib/journal/tabs';
import { connectPanel } from '@/lib/messaging/connection';
import { leftoverKey } from '@/lib/messaging/leftover-key';
import { createLeftoverCollector, type LeftoverStorage } from '@/lib/messaging/leftovers';
import { type AskHandler, createPanelHub } from '@/lib/messaging/panel-hub';
import { type PanelEvent, PROTOCOL, type RelayReply } from '@/lib/messaging/protocol';
import { createRelayHub, type RelaySender } from '@/lib/messaging/relay-hub';
import { readRelayReply } from '@/lib/messaging/relay-reply';
import type { Port } from '@/lib/messaging/transport';
import type { JournalRecord, Observation } from '@/lib/model/observation';
import type { Settings } from '@/lib/model/settings';
import { anObservation, openDisk, openJournal, sessionMemory } from '@/test/lib/journal/support';
import { portPair } from './port-pair';

export const FACTS = {
  hosts: ['api.affitor.com'],
  landingParameters: ['ref', 'aff'],
  isSign: (url: string) => url.includes('/api/tracking/') || url.includes('affitor-tracker'),
};

export const SENDER: RelaySender = { tabId: 1, frameId: 0, documentId: 'doc-1', url: 'https://shop.example/' };

/** What outlives a background: the disk, the browser's session memory and `storage.local`. */
export type Ground = { disk: () => JournalStore; memory: SessionMemory; local: Map<string, string> };

export function aGround(databaseName?: string): Ground {
  const first = databaseName ?? `ground-${Math.random()}`;
  return { disk: () => openDisk(first), memory: sessionMemory(), local: new Map() };
}

export function localStorageOf({ local }: Ground): LeftoverStorage {
  return {
    getAll: async () => Object.fromEntries([...local].map(([key, value]) => [key, JSON.parse(value)])),
    async remove(keys) {
      for (const key of keys) local.delete(key);
    },
  };
}

type BackgroundOptions = {
  settings?: Partial<Settings>;
  asks?: Record<string, AskHandler>;
  onTracker?: GateOptions['onTracker'];
  isPrivate?: boolean;
  limits?: Limits;
  wrapDisk?: (store: JournalStore) => JournalStore;
};

/** Journal, gate and hubs put together as the extension's background does. */
export function startBackground(ground: Ground, options: BackgroundOptions = {}) {
  const { asks = {}, wrapDisk = (store: JournalStore) => store } = options;
  const settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const ports = new Set<Port>();
  const journal = openJournal({
    disk: wrapDisk(ground.disk()),
    lookUpTab: async () => ({ isPrivate: options.isPrivate ?? false }),
    ...(options.limits && { limits: () => options.limits ?? DEFAULT_LIMITS }),
  });
  const tabs = createTabs(ground.memory);
  const gate = createGate({
    journal,
    tabs,
    settings: () => settings,
    facts: FACTS,
    onChange: (tabId) => {
      relays.refresh(tabId);
      panels.statusChanged(tabId);
    },
    onCount: (tabId) => panels.statusChanged(tabId),
    ...(options.onTracker && { onTracker: options.onTracker }),
  });
  const collect = createLeftoverCollector(localStorageOf(ground), {
    find: async (nonce, url) => tabs.ready.then(() => tabs.findAnywhere(nonce, url)),
    tabsOf: async (url) => tabs.showing((shown) => new URL(shown).origin === new URL(url).origin),
    take: gate.take,
    reject: gate.reject,
  });
  const relays = createRelayHub({
    ...gate,
    async open(speaker, hasTracker) {
      await gate.open(speaker, hasTracker);
      void collect();
    },
  });
  const panels = createPanelHub(
    { ...gate, take: gate.takeOfTab },
    {
      clear: async (_params, { tabId }) => gate.clear(tabId).then(() => null),
      'set-recording': async (params, { tabId }) => {
        await gate.setRecording(tabId, JSON.stringify(params) === '{"on":true}');
        return null;
      },
      ...asks,
    },
  );
  const started = tabs.ready.then(collect);

  function connect(accept: (port: Port) => void): Port {
    const [theirs, ours] = portPair();
    ports.add(ours);
    accept(ours);
    return theirs;
  }

  return {
    journal,
    tabs,
    gate,
    panels,
    settings,
    started,
    connectRelay: (sender: RelaySender = SENDER) => connect((port) => relays.accept(port, sender)),
    connectPanel: (wantsRecords = true) => connect((port) => panels.accept(port, wantsRecords)),
    /** As the browser does it: every port is cut, and nobody is told before. */
    cutPorts() {
      for (const port of ports) port.disconnect();
    },
  };
}

export type Background = ReturnType<typeof startBackground>;

/** A panel with everything it was told. */
export function openPanel(openPort: () => Port, tabId = 1) {
  const controller = new AbortController();
  const connection = connectPanel({ openPort, tabId, signal: controller.signal });
  const events: PanelEvent[] = [];
  let records: JournalRecord[] = [];
  let epoch: number | undefined;
  connection.subscribe((event) => {
    events.push(event);
    if (event.type === 'hello' || event.type === 'status') {
      if (epoch !== event.status.epoch) records = [];
      epoch = event.status.epoch;
    }
    if (event.type === 'records') records.push(...event.records);
  });
  return {
    connection,
    events,
    records: () => records,
    ids: () => records.map(({ id }) => id),
    typesOf: () => events.map(({ type }) => type),
    close: () => controller.abort(),
  };
}

/** A relay reduced to its promise: nothing is forgotten before it is acknowledged. */
export function aRelay(nonce: string, ground?: Ground) {
  let unacked: Observation[] = [];
  let port: Port | undefined;
  let counter = 0;
  let leftovers = 0;
  const replies: RelayReply[] = [];
  const post = (message: unknown) => {
    try {
      port?.postMessage(message);
    } catch {
      port = undefined;
    }
  };
  return {
    replies,
    unacked: () => unacked,
    said: () => counter,
    connect(open: Port, hasTracker = true) {
      port = open;
      open.onDisconnect(() => {
        if (port === open) port = undefined;
      });
      open.onMessage((raw) => {
        const reply = readRelayReply(raw);
        if (!reply) return;
        replies.push(reply);
        if (reply.type !== 'ack') return;
        unacked = unacked.filter(({ id }) => Number(id.split(':')[1]) > reply.counter);
      });
      post({ type: 'hello', protocol: PROTOCOL, nonce, url: SENDER.url, hasTracker });
      if (unacked.length > 0) post({ type: 'observations', observations: unacked });
    },
    post,
    say(text = 'hello') {
      counter += 1;
      const observation = anObservation(`${nonce}:${counter}`, { text });
      unacked.push(observation);
      post({ type: 'observations', observations: [observation] });
      return observation.id;
    },
    /** `pagehide`: whatever is not acknowledged is written where it still arrives. */
    hide() {
      leftovers += 1;
      if (unacked.length === 0) return;
      const value = { nonce, url: SENDER.url, observations: unacked };
      ground?.local.set(leftoverKey(nonce, leftovers), JSON.stringify(value));
      port?.disconnect();
      port = undefined;
    },
  };
}
