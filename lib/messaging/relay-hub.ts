import type { Observation } from '@/lib/model/observation';
import { type HeardRelayMessage, parseRelayMessage } from './parse';
import { PROTOCOL, type RelayReply } from './protocol';
import type { Port } from './transport';

/** The background's end of the relays' ports: greets, hands over what they bring, and acknowledges what is stored. */
export type RelayHub = {
  accept(port: Port, sender: RelaySender): void;
  /** Greets the tab's relays anew after what a greeting says has changed; without a tab, all of them. */
  refresh(tabId?: number): void;
};

/** What the browser, not the page, says about who speaks. */
export type RelaySender = { tabId: number; frameId: number; documentId?: string; url: string };

/** A document as the relay's hello introduced it. */
export type RelayDocument = { nonce: string; tabId: number; frameId: number; documentId: string; url: string };

export type Greeting = { recording: boolean; hosts: string[]; routed: boolean };

/** Those whom the hub serves; the journal's gate in the background. */
export type RelayDesk = {
  open(document: RelayDocument, hasTracker: boolean): Promise<void>;
  greeting(tabId: number): Greeting;
  trackerFound(document: RelayDocument, hosts: string[]): void;
  /** Resolves when the observations are stored; rejects when they could not be. */
  take(document: RelayDocument, observations: Observation[]): Promise<void>;
  reject(tabId: number, count: number): void;
};

export function createRelayHub(desk: RelayDesk): RelayHub {
  const greeted = new Map<Port, RelayDocument>();

  function greet(port: Port, { tabId }: RelayDocument): void {
    send(port, { type: 'hello', protocol: PROTOCOL, ...desk.greeting(tabId) });
  }

  async function meet(port: Port, sender: RelaySender, hello: Extract<HeardRelayMessage, { type: 'hello' }>) {
    const { nonce } = hello;
    const { tabId, frameId, documentId = nonce } = sender;
    const document = { nonce, tabId, frameId, documentId, url: sender.url || hello.url };
    greeted.set(port, document);
    await desk.open(document, hello.hasTracker);
    greet(port, document);
  }

  async function take(port: Port, document: RelayDocument, batch: Batch): Promise<void> {
    if (batch.rejected > 0) desk.reject(document.tabId, batch.rejected);
    try {
      await desk.take(document, batch.observations);
    } catch {
      // Not acknowledged, so the relay keeps it and sends it again with its next hello.
      return;
    }
    if (batch.lastId !== undefined) send(port, { type: 'ack', counter: counterOf(batch.lastId) });
  }

  return {
    accept(port, sender) {
      let turnedAway = false;
      port.onDisconnect(() => greeted.delete(port));
      port.onMessage((raw) => {
        if (turnedAway) return;
        const parsed = parseRelayMessage(raw);
        if (!parsed.ok) {
          desk.reject(sender.tabId, 1);
          return;
        }
        const { message } = parsed;
        if (message.type === 'ping') return;
        if (message.type === 'hello') {
          turnedAway = message.protocol !== PROTOCOL;
          if (turnedAway) send(port, { type: 'reload-needed' });
          else void meet(port, sender, message);
          return;
        }
        const document = greeted.get(port);
        if (!document) {
          desk.reject(sender.tabId, 1);
          return;
        }
        if (message.type === 'tracker') desk.trackerFound(document, message.hosts);
        if (message.type === 'rejected') desk.reject(document.tabId, message.count);
        if (message.type === 'observations') void take(port, document, message);
      });
    },
    refresh(tabId) {
      for (const [port, document] of greeted) {
        if (tabId === undefined || document.tabId === tabId) greet(port, document);
      }
    },
  };
}

type Batch = Extract<HeardRelayMessage, { type: 'observations' }>;

function send(port: Port, reply: RelayReply): void {
  try {
    port.postMessage(reply);
  } catch {
    // The document is gone, or in the back-forward cache; its relay says hello again when it comes back.
  }
}

const counterOf = (id: string): number => Number(id.slice(id.lastIndexOf(':') + 1)) || 0;
