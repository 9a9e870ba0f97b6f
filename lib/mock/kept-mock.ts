import type { MockState, ReplayRequest, Reply } from '@/lib/model/replay';
import { adoptCustomer } from './adopt';
import { waitFor } from './http/answer';
import { readWorld, writeWorld } from './ledger/read-world';
import { createMock, type Mock, type MockOptions } from './mock';

/**
 * A mock whose ledger outlives the process it runs in, as an extension's background needs it: the ledger is read
 * before the first answer and written after every change.
 */
export type Shelf = { read(): Promise<string | undefined>; write(text: string): Promise<void> };

export type KeptMock = {
  answer: Mock['answer'];
  /** The whole exchange, scenario's delay included; rejects as `fetch` would when the scenario lets nothing through. */
  send(request: ReplayRequest, signal: AbortSignal): Promise<Reply>;
  state(): Promise<MockState>;
  /** Asks the control plane, as tests do over HTTP. Rejects with what it says is wrong. */
  control(method: 'POST' | 'PUT', path: string, body: unknown): Promise<MockState>;
  /** Takes over a ledger from the text of a state file; a bad one changes nothing. */
  load(text: string): Promise<MockState>;
};

const NOWHERE = 'http://mock.invalid';

export function createKeptMock(shelf: Shelf, options: MockOptions = {}): KeptMock {
  const mock = createMock(options);
  let written = '';
  let writing = Promise.resolve();

  const ready = shelf.read().then((text) => {
    if (text === undefined) return;
    const read = readWorld(text);
    // A ledger of another version cannot be used; the default world is there instead, and replaces it when written.
    if (read.ok) mock.ledger.restore(read.world);
  });

  let due: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    due = undefined;
    const text = writeWorld(mock.ledger.snapshot());
    if (text === written) return;
    await shelf.write(text);
    written = text;
  };

  /** Resolves when all that changed so far is written; changes that come while a write runs share the next one. */
  const keep = (): Promise<void> => {
    due ??= writing.then(write);
    // What could not be written is written along with the next change.
    writing = due.catch(() => undefined);
    return due;
  };

  const stateNow = (): MockState => ({
    ledger: mock.ledger.snapshot(),
    scenario: mock.scenarios.state(),
    now: mock.clock.now(),
  });

  const take: KeptMock['answer'] = async (request, sender) => {
    await ready;
    await adoptCustomer(mock.ledger, request, sender?.origin ?? null);
    return mock.answer(request, sender);
  };

  return {
    async answer(request, sender) {
      const answered = await take(request, sender);
      // A page waits for this: it is answered while the ledger is written, and the next change tries again if it is not.
      keep().catch(() => undefined);
      return answered;
    },
    async send({ method, url, headers, body, origin }, signal) {
      const startedAt = performance.now();
      const request = new Request(url, { method, headers, signal, ...(body !== undefined && { body }) });
      const answered = await take(request, { origin: origin ?? null });
      await keep();
      if (answered.delayMs > 0) await waitFor(answered.delayMs, signal);
      if (answered.kind === 'failure') throw new Error(`The mock plays “${answered.reason}”.`);
      const { response } = answered;
      return {
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers],
        body: await response.text(),
        durationMs: performance.now() - startedAt,
      };
    },
    async state() {
      await ready;
      return stateNow();
    },
    async control(method, path, body) {
      await ready;
      const request = new Request(`${NOWHERE}/__mock/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const response = await mock.fetch(request, { origin: null });
      if (!response.ok) throw new Error(await errorIn(response));
      await keep();
      return stateNow();
    },
    async load(text) {
      await ready;
      const read = readWorld(text);
      if (!read.ok) throw new Error(read.message);
      mock.ledger.restore(read.world);
      await keep();
      return stateNow();
    },
  };
}

async function errorIn(response: Response): Promise<string> {
  const said: unknown = await response.json();
  return typeof said === 'object' && said !== null && 'error' in said
    ? String(said.error)
    : `Status ${response.status}`;
}
