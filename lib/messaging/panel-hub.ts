import type { Json } from '@/lib/model/json';
import type { JournalRecord, Observation } from '@/lib/model/observation';
import { type HeardPanelMessage, parsePanelMessage } from './parse';
import { type JournalStatus, type PanelReply, PROTOCOL } from './protocol';
import type { Port } from './transport';

/** The background's end of the panels' ports: what the journal has after the panel's last seq, then what comes. */
export type PanelHub = {
  /** `wantsRecords` is false for the DevTools page, which only brings what DevTools' network log says. */
  accept(port: Port, wantsRecords: boolean): void;
  tell(tabId: number, reply: PanelReply): void;
  /** Sends the tab's status to its panels; many calls at once become few messages. */
  statusChanged(tabId: number): void;
};

export type AskHandler = (params: Json, asker: { tabId: number }) => Promise<Json>;

/** Each group of records once it is stored, in order of seq; and that there are none any more. */
export type JournalNews = { type: 'records'; records: JournalRecord[] } | { type: 'cleared' };

export type PanelDesk = {
  join(tabId: number): Promise<void>;
  leave(tabId: number): void;
  status(tabId: number): Promise<JournalStatus>;
  read(
    tabId: number,
    afterSeq: number,
  ): Promise<{ records: JournalRecord[]; gap?: { fromSeq: number; toSeq: number } }>;
  subscribe(tabId: number, listener: (event: JournalNews) => void): () => void;
  take(tabId: number, observations: Observation[]): Promise<void>;
  reject(tabId: number, count: number): void;
};

type Guest = { tabId: number; port: Port; isGreeted: boolean; leave(): void };

export function createPanelHub(desk: PanelDesk, asks: Readonly<Record<string, AskHandler>>): PanelHub {
  const guests = new Map<Port, Guest>();
  const statusDue = new Set<number>();

  async function answer(port: Port, tabId: number, ask: Extract<HeardPanelMessage, { type: 'ask' }>): Promise<void> {
    const handler = Object.hasOwn(asks, ask.method) ? asks[ask.method] : undefined;
    if (!handler) {
      send(port, { type: 'refusal', id: ask.id, message: `This version cannot answer “${ask.method}”` });
      return;
    }
    try {
      send(port, { type: 'answer', id: ask.id, result: await handler(ask.params, { tabId }) });
    } catch (error) {
      send(port, { type: 'refusal', id: ask.id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  async function take(port: Port, tabId: number, batch: Extract<HeardPanelMessage, { type: 'observations' }>) {
    if (batch.rejected > 0) desk.reject(tabId, batch.rejected);
    try {
      await desk.take(tabId, batch.observations);
    } catch {
      // Not acknowledged, so the sender keeps it and sends it again after its next hello.
      return;
    }
    if (batch.lastId !== undefined) send(port, { type: 'ack', id: batch.lastId });
  }

  async function welcome(port: Port, hello: Extract<HeardPanelMessage, { type: 'hello' }>, wantsRecords: boolean) {
    const { tabId } = hello;
    guests.get(port)?.leave();
    let feed = () => {};
    let hasJoined = false;
    const guest: Guest = {
      tabId,
      port,
      isGreeted: false,
      leave() {
        guests.delete(port);
        feed();
        if (hasJoined) desk.leave(tabId);
      },
    };
    guests.set(port, guest);
    await desk.join(tabId);
    hasJoined = true;
    // It left while it was being let in.
    if (guests.get(port) !== guest) return desk.leave(tabId);
    const status = await desk.status(tabId);
    if (guests.get(port) !== guest) return;
    send(port, { type: 'hello', protocol: PROTOCOL, status });
    guest.isGreeted = true;
    const knowsJournal = (hello.epoch ?? status.epoch) === status.epoch && hello.afterSeq <= status.seq;
    if (wantsRecords) feed = feedRecords(port, desk, tabId, knowsJournal ? hello.afterSeq : 0);
  }

  async function sendStatus(tabId: number): Promise<void> {
    statusDue.delete(tabId);
    const status = await desk.status(tabId);
    tell(tabId, { type: 'status', status });
  }

  function tell(tabId: number, reply: PanelReply): void {
    for (const guest of guests.values()) {
      if (guest.tabId === tabId && guest.isGreeted) send(guest.port, reply);
    }
  }

  return {
    accept(port, wantsRecords) {
      let turnedAway = false;
      port.onDisconnect(() => guests.get(port)?.leave());
      port.onMessage((raw) => {
        if (turnedAway) return;
        const parsed = parsePanelMessage(raw);
        const tabId = guests.get(port)?.tabId;
        if (!parsed.ok) {
          if (tabId !== undefined) desk.reject(tabId, 1);
          return;
        }
        const { message } = parsed;
        if (message.type === 'hello') {
          turnedAway = message.protocol !== PROTOCOL;
          if (turnedAway) send(port, { type: 'reload-needed' });
          else void welcome(port, message, wantsRecords);
          return;
        }
        if (tabId === undefined) return;
        if (message.type === 'ask') void answer(port, tabId, message);
        if (message.type === 'observations') void take(port, tabId, message);
      });
    },
    tell,
    statusChanged(tabId) {
      const isWatched = [...guests.values()].some((guest) => guest.tabId === tabId);
      if (!isWatched || statusDue.has(tabId)) return;
      statusDue.add(tabId);
      queueMicrotask(() => void sendStatus(tabId));
    },
  };
}

/**
 * Sends what is stored page by page, then each group as it is stored; when the journal was cleared, first the status
 * that says so, since the panel starts anew at it. Returns the undo.
 */
function feedRecords(port: Port, desk: PanelDesk, tabId: number, afterSeq: number): () => void {
  let sentSeq = afterSeq;
  let isReading = false;
  let isBehind = true;
  let wasCleared = false;
  let isStopped = false;

  function sendRecords(records: JournalRecord[]): void {
    const last = records.at(-1);
    if (!last) return;
    send(port, { type: 'records', records });
    sentSeq = last.seq;
  }

  async function readOn(): Promise<void> {
    if (isReading) return;
    isReading = true;
    while (isBehind && !isStopped) {
      if (wasCleared) {
        const status = await desk.status(tabId);
        wasCleared = false;
        send(port, { type: 'status', status });
      }
      isBehind = false;
      const { records, gap } = await desk.read(tabId, sentSeq);
      if (isStopped) return;
      if (wasCleared) continue;
      if (gap) send(port, { type: 'gap', ...gap });
      sendRecords(records);
      if (records.length > 0) isBehind = true;
    }
    isReading = false;
  }

  const unsubscribe = desk.subscribe(tabId, (event) => {
    if (event.type === 'records' && !isReading) {
      sendRecords(event.records.filter((record) => record.seq > sentSeq));
      return;
    }
    // While it is being read, what is stored meanwhile is read with the rest.
    isBehind = true;
    if (event.type === 'cleared') wasCleared = true;
    void readOn();
  });
  void readOn();
  return () => {
    isStopped = true;
    unsubscribe();
  };
}

function send(port: Port, reply: PanelReply): void {
  try {
    port.postMessage(reply);
  } catch {
    // The panel was closed; the port's disconnect follows.
  }
}
