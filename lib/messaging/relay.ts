import type { Report } from '@/lib/model/observation';
import { type Leftover, leftoverKey } from './leftover-key';
import { createOutbox, sizeOf } from './outbox';
import { PROTOCOL, type RelayMessage, type RelayReply } from './protocol';
import { readRelayReply } from './relay-reply';
import type { Port } from './transport';

/**
 * The relay's delivery: what the page's witness reports reaches the background's journal, through restarts of the
 * background, the back-forward cache and the end of the page. Until a tracker shows up all is held back, so that
 * nothing leaves a page without one.
 */

export type RelayOptions = {
  /** Names the document, at random. */
  nonce: string;
  url(): string;
  /** A new port to the background; throws when the extension was reloaded or removed. */
  connect(): Port;
  /** Writes what could not be delivered where the background finds it; absent where nothing may reach the disk. */
  keep?: (key: string, leftover: Leftover) => void;
  onHello(hello: RelayHello): void;
  /** Nobody hears this document any more; whoever observes it may stop. */
  onClose?: () => void;
  now?: () => number;
};

export type RelayHello = Extract<RelayReply, { type: 'hello' }>;

export type Relay = {
  report(report: Report): void;
  /** A tracker showed up; from now on reports leave. Further hosts are told as they become known. */
  reveal(hosts: readonly string[]): void;
  /** Something came that was no signal of ours. */
  reject(): void;
  /** In `pagehide`: nothing may wait any more. */
  hide(): void;
  /** Back from the back-forward cache. */
  show(): void;
  close(): void;
};

/** Reports held of a page on which no tracker showed up yet; the first, its navigation, always stays. */
const HELD_LIMIT = 300;
const HELD_LIMIT_CHARACTERS = 4 * 1024 * 1024;
const PING_MS = 20_000;
/** The next batch goes when the last was stored, or after this long. */
const ACK_WAIT_MS = 250;
const RETRY_MS = [0, 100, 500, 2_000, 10_000];

export function createRelay({ nonce, url, connect, keep, onHello, onClose, now = Date.now }: RelayOptions): Relay {
  const outbox = createOutbox(nonce, now);
  const hosts = new Set<string>();
  let held: Report[] | undefined = [];
  let heldCharacters = 0;
  let port: Port | undefined;
  let recording = true;
  let hiding = false;
  let closed = false;
  let leftovers = 0;
  /** What was written for the background to find, by counter. */
  let keptUpTo = 0;
  let rejected = 0;
  let attempts = 0;
  let scheduled = false;
  /** Whether anything was heard since the last ping: a port can be dead without a word. */
  let hasHeard = false;
  let awaitsAck: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const ping = setInterval(() => {
    const isMute = !hasHeard && outbox.unacknowledged(0).length > 0;
    hasHeard = false;
    if (isMute && !hiding) renew();
    else post({ type: 'ping' });
  }, PING_MS);

  function close(): void {
    closed = true;
    held = [];
    outbox.clear();
    clearInterval(ping);
    clearTimeout(retry);
    clearTimeout(awaitsAck);
    const last = port;
    port = undefined;
    last?.disconnect();
    onClose?.();
  }

  /** False when the port is dead, which is found out only so. */
  function post(message: RelayMessage): boolean {
    try {
      port?.postMessage(message);
      return port !== undefined;
    } catch {
      lose();
      return false;
    }
  }

  function lose(): void {
    port = undefined;
    clearTimeout(awaitsAck);
    awaitsAck = undefined;
    if (closed || hiding || held) return;
    clearTimeout(retry);
    retry = setTimeout(open, RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)]);
  }

  function open(): void {
    if (closed || port) return;
    let opened: Port;
    try {
      opened = connect();
    } catch {
      // The extension was reloaded or removed: this document's relay has nobody to speak to any more.
      close();
      return;
    }
    port = opened;
    opened.onMessage((reply) => port === opened && hear(reply));
    opened.onDisconnect(() => port === opened && lose());
    outbox.rewind();
    post({ type: 'hello', protocol: PROTOCOL, nonce, url: url(), hasTracker: true });
    if (hosts.size > 0) post({ type: 'tracker', hosts: [...hosts] });
    flush();
  }

  /** Gives the port up for another one, whatever it says of itself. */
  function renew(): void {
    const stale = port;
    lose();
    stale?.disconnect();
    clearTimeout(retry);
    open();
  }

  function hear(reply: unknown): void {
    const message = readRelayReply(reply);
    if (!message) return;
    hasHeard = true;
    if (message.type === 'reload-needed') close();
    if (message.type === 'ack') {
      outbox.acknowledge(message.counter);
      clearTimeout(awaitsAck);
      awaitsAck = undefined;
      flush();
    }
    if (message.type === 'hello') {
      attempts = 0;
      recording = message.recording;
      if (!recording) outbox.clear();
      onHello(message);
    }
  }

  function flush(): void {
    scheduled = false;
    if (!port) return;
    if (rejected > 0 && post({ type: 'rejected', count: rejected })) rejected = 0;
    while (port && (hiding || !awaitsAck)) {
      const observations = outbox.next();
      if (observations.length === 0 || !post({ type: 'observations', observations })) break;
      awaitsAck ??= setTimeout(() => {
        awaitsAck = undefined;
        flush();
      }, ACK_WAIT_MS);
    }
  }

  /** Reports of one task go together; in a page that goes away each goes at once. */
  function schedule(): void {
    if (hiding) {
      deliverLast();
      return;
    }
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(flush);
  }

  /**
   * A port may be dead already, which shows too late: what goes now is also kept, and the journal knows doubles. Each
   * time under a new key, since the background may be collecting what was kept before at this very moment.
   */
  function deliverLast(): void {
    flush();
    const observations = outbox.unacknowledged(keptUpTo);
    const last = observations.at(-1);
    if (!last || !keep) return;
    keptUpTo = counterOf(last.id);
    leftovers += 1;
    keep(leftoverKey(nonce, leftovers), { nonce, url: url(), observations });
  }

  return {
    report(report) {
      if (closed || !recording) return;
      if (held) {
        heldCharacters += sizeOf(report);
        held.push(report);
        while (held.length > HELD_LIMIT || (held.length > 1 && heldCharacters > HELD_LIMIT_CHARACTERS)) {
          for (const dropped of held.splice(1, 1)) heldCharacters -= sizeOf(dropped);
        }
        return;
      }
      outbox.add(report);
      schedule();
    },

    reveal(more) {
      if (closed) return;
      const fresh = more.filter((host) => !hosts.has(host));
      for (const host of fresh) hosts.add(host);
      if (!held) {
        if (fresh.length > 0) post({ type: 'tracker', hosts: fresh });
        return;
      }
      for (const report of held) outbox.add(report);
      held = undefined;
      open();
      if (hiding) schedule();
    },

    reject() {
      rejected += 1;
      if (held) return;
      if (hiding) schedule();
      // A page that floods us with nonsense is not answered with as many messages.
      else if (rejected === 1) setTimeout(schedule, ACK_WAIT_MS);
    },

    hide() {
      hiding = true;
      clearTimeout(retry);
      if (!held) deliverLast();
    },

    show() {
      hiding = false;
      if (held || closed) return;
      // The browser cut the port when it put the page away, and says so to nobody.
      renew();
    },

    close,
  };
}

const counterOf = (id: string): number => Number(id.slice(id.lastIndexOf(':') + 1));
