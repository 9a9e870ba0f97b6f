import type { Mock } from '@/lib/mock/mock';
import type { Body } from '@/lib/model/body';
import type { JsonObject } from '@/lib/model/json';
import type { JournalRecord, ObservationContent, Witness } from '@/lib/model/observation';
import { SHOP, SHOP_TOKEN } from './shop';

/**
 * Writes the journal of a visitor who is not there: what a witness in the page would have said, stamped as the
 * background does, and every call answered by the mock in this process.
 */
export type Recorder = {
  now(): number;
  pass(ms: number): void;
  /** A new document: what follows happens there. */
  open(url: string): void;
  say(content: ObservationContent, source?: Witness): void;
  /** Sends to the mock and records both ways. `server` calls carry the shop's token, which is not recorded. */
  post(url: string, body: JsonObject, from: 'page' | 'server'): Promise<void>;
  /** The records since the last time. */
  take(): JournalRecord[];
};

/** How long the mock takes to answer, as the story tells it. */
const ANSWER_MS = 84;

export function createRecorder(mock: Mock, startedAt: number): Recorder {
  let now = startedAt;
  let seq = 0;
  let documents = 0;
  let documentUrl = '';
  let records: JournalRecord[] = [];

  const say = (content: ObservationContent, source: Witness = 'page'): void => {
    seq += 1;
    now += 3;
    const stamp = { seq, tabId: 1, frameId: 0, documentId: `demo-${documents}`, documentUrl };
    records.push({ ...content, ...stamp, id: `demo:${seq}`, source, at: now });
  };

  return {
    now: () => now,
    pass(ms) {
      now += ms;
    },
    open(url) {
      documents += 1;
      documentUrl = url;
      say({ kind: 'navigation', cause: 'load', url, title: SHOP.name });
    },
    say,
    async post(url, body, from) {
      const requestId = `r${seq + 1}`;
      const source: Witness = from === 'page' ? 'page' : 'extension';
      const headers: [string, string][] = [['content-type', 'application/json']];
      const carrier = from === 'page' ? 'fetch' : 'other';
      const text = JSON.stringify(body);
      say({ kind: 'request', requestId, carrier, method: 'POST', url, headers, body: textBody(text) }, source);
      const request = new Request(url, {
        method: 'POST',
        headers: [
          ...headers,
          ...(from === 'server' ? [['authorization', `Bearer ${SHOP_TOKEN}`] as [string, string]] : []),
        ],
        body: text,
      });
      const response = await mock.fetch(request, { origin: from === 'page' ? SHOP.origin : null });
      now += ANSWER_MS;
      const { status, statusText } = response;
      const answer = textBody(await response.text());
      say(
        { kind: 'response', requestId, url, status, statusText, headers, body: answer, durationMs: ANSWER_MS },
        source,
      );
    },
    take() {
      const taken = records;
      records = [];
      return taken;
    },
  };
}

function textBody(text: string): Body {
  return { kind: 'text', text, encoding: 'utf8', sizeBytes: new TextEncoder().encode(text).length };
}
