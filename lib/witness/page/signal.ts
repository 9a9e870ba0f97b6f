import type { Json, Snapshot } from '@/lib/model/json';
import type { CallContent, Carrier, ConsoleContent } from '@/lib/model/observation';

/**
 * What the observers in the page's own world say to the ones in the extension's isolated world beside it, as JSON, one
 * synchronous event each. It is kept raw: making sense of it is done beside the page, where code may be long.
 */

export type RawBody =
  | { text: string; sizeBytes: number }
  /** Bytes, one character each. */
  | { bytes: string; sizeBytes: number }
  | { fields: [name: string, value: string][] }
  | { reason: string }
  /** It follows in a `body` signal of this number. */
  | { pending: number }
  | null;

export type Signal = { at: number } & (
  | {
      kind: 'request';
      id: number;
      carrier: Exclude<Carrier, 'fetch-later'> | 'fetchLater';
      /** A function stands for a getter of the page's own, which only the page may run. */
      method?: Snapshot;
      url: string;
      headers?: Json;
      body?: RawBody;
      keepalive?: Snapshot;
      stack: string;
    }
  | { kind: 'response'; id: number; url: Json; status: Json; statusText: Json; headers: Json; body: RawBody }
  /** Of no request, `id` 0: what the page's code threw and nobody caught. */
  | { kind: 'failure'; id: number; error: Snapshot }
  | { kind: 'body'; id: number; body: RawBody }
  | ({ kind: 'call' } & Omit<CallContent, 'kind' | 'target'>)
  /** Another `id` is another object; `hidden` behind a getter, which only the page may run. */
  | { kind: 'global'; id: number; hidden: boolean; methods: string[]; state: Snapshot; deaf: string[] }
  /**
   * The queue itself: another `id` is another one; `list` is false for what a tracker puts in its place. `latest` is
   * the last item met, so that one which came and went is news.
   */
  | { kind: 'queue'; id: number; list: boolean; frozen: boolean; items: number[]; latest: number }
  | { kind: 'queue-fault'; fault: 'getter' | 'no-list' | 'lexical' | 'misspelt'; name?: string; item?: Snapshot }
  /** An item, when first met; `early` in a queue that was not listened to yet. */
  | { kind: 'push'; id: number; position: number; item: Snapshot; early?: boolean; stack?: string }
  | { kind: 'console'; level: ConsoleContent['level']; args: Snapshot[]; stack: string }
  /** Sent before and after a write, so that the jar can be read at both times. */
  | { kind: 'cookie'; id: number; args: Snapshot[]; via: 'document.cookie' | 'set' | 'delete'; stack: string }
  | { kind: 'cookie-written'; id: number; error?: Snapshot }
  /** Before `form.submit()`, which fires no `submit`. */
  | { kind: 'submitting' }
  | { kind: 'fault'; error: Snapshot }
);

/** What comes back: look for what scripts left on `window`; a tracker showed up; a host is (wholly) the tracker's. */
export type Command = 'look' | 'reveal' | `host ${string}` | `whole-host ${string}`;
