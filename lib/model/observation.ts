import type { Body } from './body';
import type { JsonObject, Snapshot } from './json';

/**
 * An observation is an immutable, JSON-safe fact from one witness. It is the only thing that travels from the
 * places we listen to the journal, and the journal is the only input of the timeline.
 */

/** Who said it: code in the page, the background's browser APIs, DevTools' network log, or this extension itself. */
export type Witness = 'page' | 'browser' | 'network' | 'extension';

export type Header = [name: string, value: string];

export type Carrier =
  | 'fetch'
  | 'fetch-later'
  | 'xhr'
  | 'xhr-sync'
  | 'beacon'
  | 'image'
  | 'script'
  | 'form'
  | 'worker'
  | 'document'
  | 'other';

export type FailureReason =
  | 'aborted'
  | 'blocked-by-client'
  | 'blocked-by-csp'
  | 'blocked-mixed-content'
  | 'cors'
  | 'dns'
  | 'offline'
  | 'timeout'
  | 'refused'
  | 'integrity'
  | 'navigation'
  | 'network';

/** How a document came to be, or ceased to be, the one on show. */
export type NavigationCause =
  | 'load'
  | 'reload'
  | 'back-forward'
  | 'bfcache'
  | 'prerender'
  | 'push'
  | 'replace'
  | 'pop'
  | 'hash'
  | 'unload';

export type CookieAttributes = {
  domain?: string;
  path?: string;
  /** Epoch ms; absent for a session cookie. */
  expiresAt?: number;
  maxAgeSeconds?: number;
  secure?: boolean;
  httpOnly?: boolean;
  sameSite?: 'strict' | 'lax' | 'none' | 'unspecified';
  hostOnly?: boolean;
  partitioned?: boolean;
};

export type CookieAuthor =
  | { kind: 'script'; via: 'document.cookie' | 'cookieStore' }
  | { kind: 'response'; url: string; requestId?: string }
  | { kind: 'extension' }
  | { kind: 'unknown' };

export type NavigationContent = {
  kind: 'navigation';
  cause: NavigationCause;
  url: string;
  referrer?: string;
  /** URLs passed through before `url`, oldest first. */
  redirects?: string[];
  /** HTTP status of the document, where the browser asked a server for it. */
  status?: number;
  title?: string;
};

export type ScriptContent = {
  kind: 'script';
  /** `inert`: in the document, but of a type no browser runs. */
  phase: 'found' | 'loaded' | 'failed' | 'inert' | 'removed';
  /** Counts the script elements of one document, so that the phases of one element join. */
  elementId: number;
  src: string;
  attributes: Record<string, string>;
  placement: 'head' | 'body' | 'elsewhere';
  reason?: FailureReason;
  message?: string;
  /** Set while the tab is routed to the mock: the browser answers with the stand-in. */
  routed?: boolean;
};

export type GlobalContent = {
  kind: 'global';
  phase: 'appeared' | 'replaced' | 'state' | 'unreadable';
  name: string;
  methods: string[];
  state: JsonObject;
};

export type CallContent = {
  kind: 'call';
  phase: 'called' | 'returned' | 'threw' | 'resolved' | 'rejected';
  /** Joins the phases of one call; unique in the document. */
  callId: number;
  target: string;
  method: string;
  args?: Snapshot[];
  value?: Snapshot;
  stack?: string;
  /** The queue item this call was drained from. */
  queueItemId?: number;
};

export type QueueContent = {
  kind: 'queue';
  phase: 'created' | 'replaced' | 'pushed' | 'drained' | 'refused' | 'misspelt' | 'lexical' | 'unreadable';
  name: string;
  /** Joins the phases of one item; unique in the document. Absent for the queue itself. */
  itemId?: number;
  /** Index in the array when seen. */
  position?: number;
  item?: Snapshot;
  length?: number;
  stack?: string;
  /** True when the item stood in the queue already when we first read it, so that no stack is known. */
  early?: boolean;
  /** True when the item was pushed after the tracker had drained the queue and nothing took it. */
  afterLoad?: boolean;
  message?: string;
};

export type ConsoleContent = {
  kind: 'console';
  level: 'log' | 'info' | 'warn' | 'error' | 'debug';
  /** The arguments as the console prints them, joined by spaces. */
  text: string;
  args: Snapshot[];
  stack?: string;
};

export type RequestContent = {
  kind: 'request';
  /** Joins request, response and failure of one witness; unique in the tab for that witness. */
  requestId: string;
  carrier: Carrier;
  /** Empty where only the page's own code knows it, which we do not run. */
  method: string;
  url: string;
  headers: Header[];
  body: Body;
  keepalive?: boolean;
  stack?: string;
  /** For witnesses that know it: the document or worker that asked. */
  initiator?: string;
  /** How many tabs share the worker that sent this, when the witness cannot tell whose it is. */
  sharedByTabs?: number;
  /** The page's service worker took it, and may have handed it on, which the same witness then tells by itself. */
  viaServiceWorker?: boolean;
  /** Set while the tab is routed to the mock. */
  routed?: boolean;
};

export type ResponseContent = {
  kind: 'response';
  requestId: string;
  url: string;
  status: number;
  statusText: string;
  headers: Header[];
  body: Body;
  durationMs?: number;
  routed?: boolean;
  /** A redirect hop rather than the final answer. */
  redirectedTo?: string;
};

export type FailureContent = {
  kind: 'failure';
  requestId: string;
  url: string;
  reason: FailureReason;
  message: string;
  durationMs?: number;
};

export type CookieContent = {
  kind: 'cookie';
  /** `present`: seen when we looked, not when it was written. `refused`: written, but not there when read back. */
  phase: 'set' | 'removed' | 'expired' | 'present' | 'refused';
  name: string;
  value: string;
  previous?: string;
  attributes: CookieAttributes;
  author: CookieAuthor;
  stack?: string;
  message?: string;
};

export type StorageContent = {
  kind: 'storage';
  /** `gap`: observations that were lost or dropped; `rejected`: messages that did not parse; `ours`: something the user did through us. */
  phase: 'gap' | 'rejected' | 'ours';
  message: string;
  count?: number;
};

export type ObservationContent =
  | NavigationContent
  | ScriptContent
  | GlobalContent
  | CallContent
  | QueueContent
  | ConsoleContent
  | RequestContent
  | ResponseContent
  | FailureContent
  | CookieContent
  | StorageContent;

/** What a witness says, before anybody has numbered it. `at` is epoch ms, fractional. */
export type Report = ObservationContent & { at: number };

/** A report with its id (`<document nonce>:<counter>` from the relay, `b:<counter>` and the like elsewhere). */
export type Observation = Report & { id: string; source: Witness };

/** What the background adds; the page cannot forge any of it. */
export type Stamp = {
  /** Position in the tab's journal, from 1; continues after the background was stopped. */
  seq: number;
  tabId: number;
  /** 0 is the top frame; -1 when the browser names no frame (workers). */
  frameId: number;
  documentId: string;
  /** URL of the document that spoke, or of the page a browser record belongs to. */
  documentUrl: string;
};

/** One line of the journal. */
export type JournalRecord = Observation & Stamp;
