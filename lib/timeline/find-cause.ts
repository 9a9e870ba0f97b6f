import type { CallEntry, CookieEntry, Entry, QueueEntry, RequestEntry } from '@/lib/model/entry';
import { isTestMode, payloadOf } from '@/lib/tracker/decode';
import { leadPayloadOfCall } from '@/lib/tracker/lead-payload';
import { leadKeyOf } from './lead-key';
import { isLeadMethod } from './leads';
import type { Node } from './node';
import { callEnd, findBackwards, isScriptRequest, type Place, type Places, scriptEnd } from './places';
import {
  AFTER_CALL_MS,
  AFTER_DRAIN_MS,
  AFTER_LOAD_MS,
  COOKIE_AFTER_ANSWER_MS,
  LINE_AFTER_ANSWER_MS,
  LOADING_MS,
  PENDING_CALL_MS,
  PENDING_REQUEST_MS,
  SCRIPT_REQUEST_MS,
} from './reach';

/**
 * What made one entry happen: queue push → call → console lines and requests → cookie changes. Where records do not
 * name the cause, time and content within one document do; what could have two causes is given to the nearer.
 */
export function findCause(node: Node, entry: Entry, places: Places): Node | undefined {
  const here = places.ofDocument(entry);
  switch (entry.kind) {
    case 'call':
      return itemOfCall(here, entry) ?? enclosingCall(here, node, entry.at, 'running');
    case 'console':
      return (
        enclosingCall(here, node, entry.at, 'unsettled') ??
        lastAnswered(here, entry.at, LINE_AFTER_ANSWER_MS) ??
        findBackwards(here.drained, 'drainedAt', entry.at, AFTER_DRAIN_MS, () => true) ??
        startingScript(here, entry.at)
      );
    case 'request':
      return causeOfRequest(node, entry, here, places);
    case 'cookie':
      return causeOfCookie(node, entry, here, places);
    case 'global':
      return startingScript(here, entry.at);
    default:
      return undefined;
  }
}

function itemOfCall(here: Place, entry: CallEntry): Node | undefined {
  if (entry.queueItemId === undefined) return undefined;
  let first: Node | undefined;
  for (const item of here.items.get(entry.queueItemId) ?? []) {
    if (!first?.entry || (item.entry && item.entry.number < first.entry.number)) first = item;
  }
  return first;
}

/** The latest call that was running, or whose promise was open, at that time. */
function enclosingCall(here: Place, inner: Node, at: number, until: 'running' | 'unsettled'): Node | undefined {
  return findBackwards(here.calls, 'at', at, PENDING_CALL_MS, (node) => {
    if (node.entry?.kind !== 'call' || !isEarlier(node, inner)) return false;
    if (until === 'unsettled') return at <= callEnd(node.entry);
    const { returnedAt = node.at, returnedSeq = Number.POSITIVE_INFINITY } = node.hints;
    return at < returnedAt || (at === returnedAt && inner.number < returnedSeq);
  });
}

/** Strictly, so that no two calls can be the cause of each other. */
function isEarlier(a: Node, b: Node): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}

function lastAnswered(here: Place, at: number, spanMs: number): Node | undefined {
  return findBackwards(here.answered, 'endedAt', at, spanMs, ({ entry }) => {
    return entry?.kind === 'request' && entry.endpoint !== undefined && !isScriptRequest(entry);
  });
}

function startingScript(here: Place, at: number): Node | undefined {
  return findBackwards(here.scripts, 'at', at, LOADING_MS + AFTER_LOAD_MS, ({ entry }) => {
    if (entry?.kind !== 'script' || entry.state === 'inert' || entry.state === 'failed') return false;
    return at <= scriptEnd(entry);
  });
}

function causeOfRequest(node: Node, entry: RequestEntry, here: Place, places: Places): Node | undefined {
  if (isScriptRequest(entry)) return elementOf(entry, places.ofUrl(entry.url));
  if (entry.carrier === 'document' || entry.frameId < 0) return undefined;
  return callOfRequest(node, entry, here) ?? itemOfRequest(node, entry, here) ?? startingScript(here, entry.at);
}

/** The script element nearest in time that asks for this URL in this frame; the latest of those as near. */
function elementOf(entry: RequestEntry, there: Place): Node | undefined {
  let nearest: Node | undefined;
  findBackwards(there.scripts, 'at', entry.at + SCRIPT_REQUEST_MS, 2 * SCRIPT_REQUEST_MS, (node) => {
    const isCloser = !nearest || Math.abs(node.at - entry.at) < Math.abs(nearest.at - entry.at);
    if (node.entry?.frameId === entry.frameId && isCloser) nearest = node;
    return false;
  });
  return nearest;
}

/** The best of the calls before it: the same user first, then one that was under way, then the latest. */
function callOfRequest(request: Node, entry: RequestEntry, here: Place): Node | undefined {
  let best: Node | undefined;
  let bestScore = 0;
  findBackwards(here.calls, 'at', entry.at, PENDING_CALL_MS + AFTER_CALL_MS, (node) => {
    if (node.entry?.kind !== 'call' || wasSentBefore(request, node)) return false;
    const score = callScore(request, entry, node, node.entry);
    if (score > bestScore) {
      best = node;
      bestScore = score;
    }
    return bestScore === BEST_SCORE;
  });
  return best;
}

/** Within one millisecond only the page's own order tells; a request that only the browser saw may be anywhere in it. */
function wasSentBefore(request: Node, call: Node): boolean {
  const { sentSeq } = request.hints;
  return call.at === request.at && sentSeq !== undefined && sentSeq < call.number;
}

const BEST_SCORE = 6;

function callScore(request: Node, entry: RequestEntry, node: Node, call: CallEntry): number {
  const isFitting = fitsMethod(entry, call.method);
  const asked = request.hints.leadKey;
  const given = node.hints.leadKey;
  if (isFitting && asked !== undefined && given !== undefined && asked !== given) return 0;
  const isSameUser = isFitting && asked !== undefined && asked === given;
  if (entry.at <= (node.hints.returnedAt ?? call.at)) return isSameUser ? BEST_SCORE : 3;
  if (entry.at <= callEnd(call)) return isSameUser ? 5 : 2;
  if (!isFitting || entry.at > callEnd(call) + AFTER_CALL_MS) return 0;
  return isSameUser ? 4 : 1;
}

/** An item of which no call was seen, because the tracker took it out in its own way. */
function itemOfRequest(request: Node, entry: RequestEntry, here: Place): Node | undefined {
  return findBackwards(here.drained, 'drainedAt', entry.at, AFTER_CALL_MS, (node) => {
    if (node.entry?.kind !== 'queue' || node.entry.method === undefined) return false;
    if (!fitsMethod(entry, node.entry.method)) return false;
    const key = leadKeyOfItem(node.entry);
    return key === undefined || request.hints.leadKey === undefined || key === request.hints.leadKey;
  });
}

function leadKeyOfItem(entry: QueueEntry): string | undefined {
  if (entry.method === undefined || !Array.isArray(entry.item)) return undefined;
  return leadKeyOf(leadPayloadOfCall(entry.method, entry.item.slice(1)));
}

/** Whether a call of this name sends such a request. In debug mode every call sends test events. */
function fitsMethod(entry: RequestEntry, method: string): boolean {
  switch (entry.endpoint?.name) {
    case 'lead':
      return isLeadMethod(method);
    case 'click':
      return (
        method === 'trackClick' ||
        method === 'init' ||
        (method === 'trackTest' && isTestMode(payloadOf(entry.body, entry.headers)))
      );
    case 'test':
      return method === 'trackTest' || isLeadMethod(method);
    default:
      return false;
  }
}

function causeOfCookie(node: Node, entry: CookieEntry, here: Place, places: Places): Node | undefined {
  if (entry.author.kind === 'response') return requestOfCookie(entry, entry.author, places.ofUrl(entry.author.url));
  if (entry.action === 'present' || entry.author.kind === 'extension') return undefined;
  const answered = lastAnsweredWith(here, entry);
  if (answered || entry.author.kind === 'unknown') return answered;
  return enclosingCall(here, node, entry.at, 'unsettled') ?? startingScript(here, entry.at);
}

function requestOfCookie(entry: CookieEntry, author: { requestId?: string }, there: Place): Node | undefined {
  let nearest: Node | undefined;
  const named = findBackwards(there.sent, 'at', entry.at, PENDING_REQUEST_MS, (node) => {
    if (!nearest && entry.at <= node.endedAt + COOKIE_AFTER_ANSWER_MS) nearest = node;
    return author.requestId !== undefined && node.hints.requestIds?.includes(author.requestId) === true;
  });
  return named ?? nearest;
}

/** The answer that brought the value which a script then wrote. */
function lastAnsweredWith(here: Place, entry: CookieEntry): Node | undefined {
  if (entry.value.length < 4) return undefined;
  return findBackwards(here.answered, 'endedAt', entry.at, COOKIE_AFTER_ANSWER_MS, (node) => {
    if (node.entry?.kind !== 'request' || node.entry.outcome.kind !== 'answered') return false;
    const { body } = node.entry.outcome;
    return body.kind === 'text' && body.text.includes(entry.value);
  });
}
