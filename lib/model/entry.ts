import type { Body } from './body';
import type { JsonObject, Snapshot } from './json';
import type {
  Carrier,
  CookieAttributes,
  CookieAuthor,
  FailureReason,
  Header,
  NavigationCause,
  Witness,
} from './observation';

/** What the timeline shows, "event" to the user: one request, call, message or change with everybody who saw it. */

/** The tracker's generations; what each is made of is `lib/tracker/dialects.ts`. */
export const DIALECT_NAMES = ['v1', 'v2'] as const;

export type Dialect = (typeof DIALECT_NAMES)[number];

export const isDialect = (name: unknown): name is Dialect => DIALECT_NAMES.some((known) => known === name);

export type StackFrame = { url: string; line: number; column: number; functionName?: string };

export type MissingPart = {
  part: 'request-body' | 'response-body' | 'headers' | 'timing' | 'stack' | 'outcome';
  reason: string;
};

export type EntryBase = {
  /** Stable for the life of the journal. */
  id: string;
  /** The `#23` people read: the lowest seq of its records. */
  number: number;
  /** Epoch ms, page clock where a page saw it. */
  at: number;
  /** Its place among those of the same time where that is not its number: the page's word, when the browser spoke first. */
  order?: number;
  endedAt?: number;
  tabId: number;
  frameId: number;
  documentId: string;
  documentUrl: string;
  witnesses: Witness[];
  /** True when nothing but page code, which can forge anything, said so. */
  pageOnly: boolean;
  missing: MissingPart[];
  /** Entry ids: what made this happen, what this made happen, and the first entry of the chain. */
  cause?: string;
  effects: string[];
  trace: string;
  dialect?: Dialect;
  stack: StackFrame[];
  /** Ours, not the page's: replays, cookie edits, test runs. */
  ours?: boolean;
};

export type Outcome =
  | { kind: 'pending' }
  | {
      kind: 'answered';
      status: number;
      statusText: string;
      headers: Header[];
      body: Body;
      endedAt: number;
      durationMs: number;
    }
  | { kind: 'failed'; reason: FailureReason; message: string; endedAt: number };

export type CallOutcome =
  | { kind: 'pending' }
  | { kind: 'returned'; value?: Snapshot; endedAt: number }
  | { kind: 'threw'; value?: Snapshot; endedAt: number }
  | { kind: 'resolved'; value?: Snapshot; endedAt: number }
  | { kind: 'rejected'; value?: Snapshot; endedAt: number };

export type EndpointName =
  | 'click'
  | 'lead'
  | 'sale'
  | 'refund'
  | 'test'
  | 'check-test-events'
  | 'events'
  | 'test-event'
  | 'readiness'
  | 'script';

/** Which documented endpoint a URL is. `assumed` marks paths that the vendor does not document. */
export type Endpoint = { name: EndpointName; dialect: Dialect; assumed: boolean };

export type NavigationEntry = EntryBase & {
  kind: 'navigation';
  navigationCause: NavigationCause;
  url: string;
  redirects: string[];
  referrer?: string;
  /** HTTP status of the document, where a browser told it. */
  status?: number;
};

export type ScriptEntry = EntryBase & {
  kind: 'script';
  src: string;
  attributes: Record<string, string>;
  placement: 'head' | 'body' | 'elsewhere';
  state: 'found' | 'loaded' | 'failed' | 'inert' | 'removed';
  reason?: FailureReason;
  message?: string;
  loadedAt?: number;
  /** The page was routed to the mock, so that it was to get the stand-in. */
  routed?: boolean;
};

export type GlobalEntry = EntryBase & {
  kind: 'global';
  name: string;
  phase: 'appeared' | 'replaced' | 'unreadable';
  methods: string[];
  /** The latest state seen. */
  state: JsonObject;
};

export type QueueEntry = EntryBase & {
  kind: 'queue';
  name: string;
  /** `waiting` turns to `drained` or `refused`; the others speak of the queue itself. */
  state: 'waiting' | 'drained' | 'refused' | 'created' | 'replaced' | 'misspelt' | 'lexical' | 'unreadable';
  itemId?: number;
  position?: number;
  item?: Snapshot;
  method?: string;
  drainedAt?: number;
  early: boolean;
  afterLoad: boolean;
  message?: string;
};

export type CallEntry = EntryBase & {
  kind: 'call';
  target: string;
  method: string;
  args: Snapshot[];
  outcome: CallOutcome;
  queueItemId?: number;
};

/** What a tracker's console line means, when the grammar knows it. */
export type ConsoleReading = {
  /** Stable id of the grammar line, such as `cookie-probe-failed` or `user-id-required`. */
  meaning: string;
  /** Our wording, in sentence case, without the vendor's emoji. */
  text: string;
  tone: 'ok' | 'info' | 'warn' | 'error';
  fields: Record<string, string>;
};

export type ConsoleEntry = EntryBase & {
  kind: 'console';
  level: 'log' | 'info' | 'warn' | 'error' | 'debug';
  text: string;
  args: Snapshot[];
  /** Detail lines that belong to this one, such as the causes after a failed cookie probe. */
  details: string[];
  reading?: ConsoleReading;
};

export type RequestEntry = EntryBase & {
  kind: 'request';
  carrier: Carrier;
  method: string;
  url: string;
  endpoint?: Endpoint;
  headers: Header[];
  body: Body;
  keepalive: boolean;
  outcome: Outcome;
  /** In order: with what status, and where it was sent on to. `url` is where it began. */
  redirects: { url: string; status: number }[];
  /** Identical overlapping requests were matched first with first. */
  pairedByOrder: boolean;
  /** Sent while the page was routed to the mock. */
  routed: boolean;
  /** More than one when a service worker of the page forwarded it. */
  hops: number;
  sharedByTabs?: number;
};

export type CookieEntry = EntryBase & {
  kind: 'cookie';
  name: string;
  action: 'set' | 'changed' | 'unchanged' | 'removed' | 'expired' | 'present' | 'refused';
  value: string;
  previous?: string;
  attributes: CookieAttributes;
  author: CookieAuthor;
  message?: string;
};

export type NoticeEntry = EntryBase & {
  kind: 'notice';
  phase: 'gap' | 'rejected' | 'ours';
  message: string;
  count?: number;
};

export type Entry =
  | NavigationEntry
  | ScriptEntry
  | GlobalEntry
  | QueueEntry
  | CallEntry
  | ConsoleEntry
  | RequestEntry
  | CookieEntry
  | NoticeEntry;

export type EntryKind = Entry['kind'];
