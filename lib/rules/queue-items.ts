import type { Dialect, QueueEntry, RequestEntry } from '@/lib/model/entry';
import { keptOf } from '@/lib/timeline/growing';
import { leadKeyOf } from '@/lib/timeline/lead-key';
import { payloadOf } from '@/lib/tracker/decode';
import { DIALECTS, TRACKER_METHODS } from '@/lib/tracker/dialects';
import { leadPayloadOfCall } from '@/lib/tracker/lead-payload';
import type { RuleContext } from './context';
import { type DocumentFact, isUnfinished } from './documents';

/** Items that nobody took from the queue, each with the one reason that the timeline proves. */

export type StuckReason =
  /** Pushed when the tracker had read the queue already. */
  | 'after-load'
  /** There before the tracker ran, and still there. */
  | 'never-drained'
  /** The same in a queue that nothing can be taken out of: a tracker that read it would leave no trace there. */
  | 'not-emptied'
  /** The page was left while the tracker was on its way. */
  | 'left'
  /** No tracker on this page: its script failed, is inert, or is not there. */
  | 'no-tracker';

export type StuckItem = { item: QueueEntry; reason: StuckReason; document: DocumentFact };

/** A page left sooner than this did not wait for a tracker that other pages of the site load. */
const HASTE_MS = 3000;

const memo = new WeakMap<RuleContext, StuckItem[]>();

export function stuckItemsOf(context: RuleContext): StuckItem[] {
  const known = memo.get(context);
  if (known) return known;
  const fixed = fixedOf(context);
  const stuck = waitingIn(context.queue).flatMap((item) => stuckAs(context, item, fixed) ?? []);
  memo.set(context, stuck);
  return stuck;
}

const waitingIn = keptOf<QueueEntry>(
  (item) => item.itemId !== undefined && item.state === 'waiting' && isTrackerQueue(item),
);

function stuckAs(context: RuleContext, item: QueueEntry, fixed: Fixed): StuckItem | undefined {
  const document = context.documents.get(item.documentId);
  if (!document) return undefined;
  const reason = reasonFor(context, item, document, fixed);
  return reason && { item, reason, document };
}

function reasonFor(
  context: RuleContext,
  item: QueueEntry,
  document: DocumentFact,
  fixed: Fixed,
): StuckReason | undefined {
  const ranAt = document.trackerAt;
  if (ranAt !== undefined) {
    const isOver = document.left !== undefined || context.settled(Math.max(ranAt, item.at));
    if (!isOver) return undefined;
    if (item.afterLoad || item.at > ranAt) return 'after-load';
    if (!fixed.documentIds.has(item.documentId)) return 'never-drained';
    return wasSent(fixed, item) ? undefined : 'not-emptied';
  }
  const loading = document.scripts.some((script) => isUnfinished(script, document));
  if (loading) return document.left ? 'left' : undefined;
  if (document.scripts.length > 0) return context.settled(item.at) || document.left ? 'no-tracker' : undefined;
  const hurried = document.left !== undefined && document.left.at - item.at < HASTE_MS;
  if (hurried && trackerElsewhere(context, document)) return 'left';
  return document.left || context.settled(item.at, HASTE_MS) ? 'no-tracker' : undefined;
}

/** What is known of queues that nothing can be taken out of: frozen ones, and those the page made a getter. */
type Fixed = { documentIds: ReadonlySet<string>; sent: readonly RequestEntry[] };

const NONE_FIXED: Fixed = { documentIds: new Set(), sent: [] };

const unreadableIn = keptOf<QueueEntry>((entry) => entry.state === 'unreadable');

function fixedOf(context: RuleContext): Fixed {
  const unreadable = unreadableIn(context.queue);
  if (unreadable.length === 0) return NONE_FIXED;
  const documentIds = new Set(unreadable.map((entry) => entry.documentId));
  const requests = context.leads.flatMap(({ request }) => request ?? []);
  return { documentIds, sent: requests.filter(({ documentId }) => documentIds.has(documentId)) };
}

/** A lead of the same user left the page after the item was there, so it was read after all. */
function wasSent({ sent }: Fixed, item: QueueEntry): boolean {
  if (item.method === undefined || !Array.isArray(item.item)) return false;
  const key = leadKeyOf(leadPayloadOfCall(item.method, item.item.slice(1)));
  return sent.some((request) => {
    if (request.documentId !== item.documentId || request.at < item.at) return false;
    const other = leadKeyOf(payloadOf(request.body, request.headers));
    return other === undefined || other === key;
  });
}

function trackerElsewhere(context: RuleContext, here: DocumentFact): boolean {
  return context.pages.some((document) => document !== here && document.scripts.length > 0);
}

export function isTrackerQueue(entry: QueueEntry): boolean {
  return entry.state !== 'misspelt' && entry.state !== 'lexical';
}

/** The methods that the tracker on this page has, or that its generation documents. */
export function knownMethods(context: RuleContext, document: DocumentFact | undefined): string[] {
  return [...new Set([...documentedMethods(context.dialect), ...(document?.global?.methods ?? [])])];
}

/** Those of all generations where it is not known which one this is. */
export function documentedMethods(dialect: Dialect | undefined): readonly string[] {
  return dialect ? DIALECTS[dialect].methods : TRACKER_METHODS;
}

/** The method the name may have been meant for. */
export function nearestMethod(name: string, methods: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  return (
    methods.find((method) => plain(method) === plain(name)) ??
    methods.find((method) => isNear(plain(method), plain(name)))
  );
}

/** At most two letters apart: added, dropped or changed. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return (row[b.length] ?? 3) <= 2;
}

export function itemText(item: QueueEntry): string {
  return item.method ? `\`${item.method}\`` : 'an item';
}
