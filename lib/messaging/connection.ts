import type { Json } from '@/lib/model/json';
import type { Observation } from '@/lib/model/observation';
import { parsePanelReply } from './parse';
import {
  type AskMethod,
  type Asks,
  type PanelConnection,
  type PanelEvent,
  type PanelMessage,
  type PanelReply,
  PROTOCOL,
} from './protocol';
import type { Port } from './transport';

/**
 * The panel's end of its port to the background. A first connection, a panel opened late and a background that was
 * stopped are one path: hello with the last seq known, then whatever comes after it.
 */
export type ConnectOptions = {
  /** Throws when the extension was updated or removed under us. */
  openPort: () => Port;
  tabId: number;
  signal?: AbortSignal;
};

/** Well below the 30 s after which either browser stops a background that hears nothing. */
const PING_MS = 20_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
/** A background that fails to start may leave the port open and never answer: another port starts it again. */
const FIRST_GREETING_MS = 5_000;
const LAST_GREETING_MS = 40_000;
/** What is observed meanwhile goes together when the last of it was stored, or after this long. */
const ACK_WAIT_MS = 250;

const STOPPED = 'The extension’s background stopped before it answered. Look at what happened, then try again.';
const UPDATED = 'The extension was updated. Close and reopen DevTools to go on.';

/** Asking these again, when the background stopped before it answered, does no harm. */
const REPEATABLE: ReadonlySet<AskMethod> = new Set(['clear', 'set-recording', 'read-body', 'list-cookies']);

type Pending = {
  message: Extract<PanelMessage, { type: 'ask' }>;
  isRepeatable: boolean;
  wasSent: boolean;
  resolve: (result: Json) => void;
  reject: (error: Error) => void;
};

export function connectPanel({ openPort, tabId, signal }: ConnectOptions): PanelConnection {
  const listeners = new Set<(event: PanelEvent) => void>();
  const asked = new Map<number, Pending>();
  /** Not yet acknowledged, in the order given. */
  let unstored: Observation[] = [];
  /** How many of those this port has carried. */
  let posted = 0;
  let awaitsAck: ReturnType<typeof setTimeout> | undefined;
  let port: Port | undefined;
  let isGreeted = false;
  let isClosed = false;
  let afterSeq = 0;
  let epoch: number | undefined;
  let lastAskId = 0;
  let retryMs = 0;
  let greetingMs = FIRST_GREETING_MS;
  let awaitsGreeting: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const ping = setInterval(() => post({ type: 'ping' }), PING_MS);

  function emit(event: PanelEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  function post(message: PanelMessage): void {
    try {
      port?.postMessage(message);
    } catch {
      // The other end is gone and the disconnect on its way; what counts is sent again after the next hello.
    }
  }

  function connect(): void {
    let opened: Port;
    try {
      opened = openPort();
    } catch {
      // The extension was updated or removed while this page stayed open: nothing answers here any more.
      outdated();
      return;
    }
    port = opened;
    opened.onMessage((raw) => {
      if (port === opened) hear(raw);
    });
    opened.onDisconnect(() => {
      if (port === opened) lose();
    });
    post({ type: 'hello', protocol: PROTOCOL, tabId, afterSeq, ...(epoch !== undefined && { epoch }) });
    awaitsGreeting = setTimeout(giveUp, greetingMs);
  }

  /** A slow one is given longer each time. */
  function giveUp(): void {
    greetingMs = Math.min(LAST_GREETING_MS, greetingMs * 2);
    port?.disconnect();
    emit({ type: 'disconnected' });
    lose();
  }

  function lose(): void {
    port = undefined;
    stopWaiting();
    clearTimeout(awaitsGreeting);
    if (isGreeted) emit({ type: 'disconnected' });
    isGreeted = false;
    if (isClosed) return;
    for (const [id, { wasSent, isRepeatable }] of [...asked]) {
      if (wasSent && !isRepeatable) settle(id, ({ reject }) => reject(new Error(STOPPED)));
    }
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, retryMs * 2));
  }

  function hear(raw: unknown): void {
    const parsed = parsePanelReply(raw);
    if (!parsed.ok) return;
    const reply = parsed.message;
    switch (reply.type) {
      case 'hello':
        greet(reply);
        break;
      case 'records': {
        const records = reply.records.filter((record) => record.seq > afterSeq);
        afterSeq = records.at(-1)?.seq ?? afterSeq;
        if (records.length > 0) emit({ type: 'records', records });
        break;
      }
      case 'ack': {
        const stored = unstored.findIndex((observation) => observation.id === reply.id) + 1;
        unstored = unstored.slice(stored);
        posted = Math.max(0, posted - stored);
        stopWaiting();
        deliver();
        break;
      }
      case 'answer':
        settle(reply.id, (pending) => pending.resolve(reply.result));
        break;
      case 'refusal':
        settle(reply.id, (pending) => pending.reject(new Error(reply.message)));
        break;
      case 'reload-needed':
        outdated();
        break;
      case 'status':
        epoch = reply.status.epoch;
        emit(reply);
        break;
      default:
        emit(reply);
    }
  }

  function greet(reply: Extract<PanelReply, { type: 'hello' }>): void {
    const { status } = reply;
    if (reply.protocol !== PROTOCOL) {
      outdated();
      return;
    }
    // Another journal than the one we know, or one that lost its end: the background sends it from the beginning.
    if (epoch !== undefined && (epoch !== status.epoch || afterSeq > status.seq)) afterSeq = 0;
    epoch = status.epoch;
    isGreeted = true;
    retryMs = 0;
    greetingMs = FIRST_GREETING_MS;
    clearTimeout(awaitsGreeting);
    emit(reply);
    emit({ type: 'connected' });
    for (const pending of asked.values()) put(pending);
    posted = 0;
    deliver();
  }

  function deliver(): void {
    const observations = unstored.slice(posted);
    if (!isGreeted || awaitsAck !== undefined || observations.length === 0) return;
    posted = unstored.length;
    post({ type: 'observations', observations });
    awaitsAck = setTimeout(() => {
      awaitsAck = undefined;
      deliver();
    }, ACK_WAIT_MS);
  }

  function stopWaiting(): void {
    clearTimeout(awaitsAck);
    awaitsAck = undefined;
  }

  function put(pending: Pending): void {
    pending.wasSent = true;
    post(pending.message);
  }

  function settle(id: number, how: (pending: Pending) => void): void {
    const pending = asked.get(id);
    if (!pending) return;
    asked.delete(id);
    how(pending);
  }

  function outdated(): void {
    end(UPDATED);
    emit({ type: 'reload-needed' });
  }

  function end(why: string): void {
    isClosed = true;
    clearInterval(ping);
    clearTimeout(retry);
    clearTimeout(awaitsGreeting);
    stopWaiting();
    port?.disconnect();
    port = undefined;
    for (const id of [...asked.keys()]) settle(id, (pending) => pending.reject(new Error(why)));
  }

  function ask<M extends AskMethod>(method: M, params: Asks[M]['params']): Promise<Asks[M]['result']> {
    if (isClosed) return Promise.reject(new Error('The connection to the extension was closed'));
    lastAskId += 1;
    const message = { type: 'ask', id: lastAskId, method, params } as const;
    return new Promise((resolve, reject) => {
      // The one place where an answer, parsed as JSON, gets the type that belongs to its question.
      const answered = (result: Json) => resolve(result as Asks[M]['result']);
      const pending = { message, isRepeatable: REPEATABLE.has(method), wasSent: false, resolve: answered, reject };
      asked.set(message.id, pending);
      if (isGreeted) put(pending);
    });
  }

  signal?.addEventListener('abort', () => end('The panel was closed'), { once: true });
  connect();

  return {
    ask,
    observe(observations) {
      if (isClosed || observations.length === 0) return;
      unstored.push(...observations);
      deliver();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => end('The panel was closed'),
  };
}
