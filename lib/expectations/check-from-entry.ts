import type { CallEntry, Entry, QueueEntry, RequestEntry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { isLeadMethod } from '@/lib/timeline/leads';
import { landingOf } from '@/lib/timeline/visits';
import { isJsonObject, payloadOf } from '@/lib/tracker/decode';
import { leadPayloadOfCall } from '@/lib/tracker/lead-payload';
import type { Check, Condition, Predicate, Selector } from './expectations';
import { freeId } from './expectations-file';

/**
 * "Add check from this event": the check that such an event comes again, with the same fields of the same types.
 * Values stay out of it, for the next visitor's will be others.
 */
export function checkFromEntry(entry: Entry, existing: readonly Check[] = []): Check | undefined {
  // What the user did through the panel is no event to expect of the page.
  const draft = entry.ours ? undefined : draftOf(entry);
  return draft && { id: freeId(draft.id, existing), title: draft.title, expect: draft.expect };
}

function draftOf(entry: Entry): Check | undefined {
  switch (entry.kind) {
    case 'request':
      return fromRequest(entry);
    case 'call':
      return isLeadMethod(entry.method)
        ? fromLead(leadPayloadOfCall(entry.method, entry.args), entry)
        : again(`call-${entry.method}`, `\`${entry.method}\` is called`, { event: 'call', name: entry.method });
    case 'queue':
      return fromQueue(entry);
    case 'cookie':
      return again(`cookie-${entry.name}`, `The cookie ${entry.name} is ${entry.action}`, {
        event: 'cookie',
        name: entry.name,
        state: entry.action,
      });
    case 'navigation':
      return fromNavigation(entry);
    case 'script':
      return again('script', `The tracker script is ${entry.state}`, {
        event: 'script',
        name: `${entry.src.split('?', 1)[0]}*`,
        state: entry.state,
      });
    case 'console':
      return entry.reading
        ? again(entry.reading.meaning, `The tracker says: ${entry.reading.text}`, {
            event: 'console',
            name: entry.reading.meaning,
          })
        : undefined;
    default:
      return undefined;
  }
}

const again = (id: string, title: string, of: Selector): Check => ({ id, title, expect: atLeastOne(of) });

const atLeastOne = (of: Selector): Condition => ({ count: { of, atLeast: 1 } });

function fromRequest(entry: RequestEntry): Check | undefined {
  const { endpoint, outcome } = entry;
  const payload = payloadOf(entry.body, entry.headers);
  if (endpoint?.name === 'lead') return fromLead(payload, entry);
  const answered: Predicate[] =
    outcome.kind === 'answered' ? [{ in: 'event', at: '/status', equals: outcome.status }] : [];
  const where = [...answered, ...fieldsOf(payload)];
  const name = endpoint?.name;
  if (name === 'click' || name === 'sale' || name === 'refund' || name === 'test') {
    const title = `A ${name} is sent${outcome.kind === 'answered' ? ` and answered with ${outcome.status}` : ''}`;
    return again(name, title, { event: name, where });
  }
  if (!URL.canParse(entry.url)) return undefined;
  const { pathname } = new URL(entry.url);
  const isPath: Predicate = { in: 'event', at: '/url', matches: `${escapePattern(pathname)}(?:[?#]|$)` };
  return again('request', `${entry.method} ${pathname} is sent`, { event: 'request', where: [isPath, ...where] });
}

function fromLead(payload: Json | undefined, { dialect }: RequestEntry | CallEntry | QueueEntry): Check {
  const where = fieldsOf(payload);
  const names = where.map(({ at }) => at.slice(1));
  const of: Selector = { event: 'lead', ...(dialect && { dialect }), ...(where.length > 0 && { where }) };
  return again('lead', `A lead${names.length > 0 ? ` with ${names.join(', ')}` : ''} is reported`, of);
}

function fromQueue(entry: QueueEntry): Check | undefined {
  const { item, method } = entry;
  if (method === undefined) return undefined;
  if (isLeadMethod(method) && Array.isArray(item)) return fromLead(leadPayloadOfCall(method, item.slice(1)), entry);
  const of: Selector = { event: 'queue', name: method, state: entry.state };
  return again(`queue-${method}`, `\`${method}\` in the queue is ${entry.state}`, of);
}

function fromNavigation(entry: Extract<Entry, { kind: 'navigation' }>): Check | undefined {
  const [landing] = landingOf(entry);
  if (landing) {
    return again('landing', `A visit begins with ?${landing.parameter}=`, {
      event: 'landing',
      name: landing.parameter,
    });
  }
  if (!URL.canParse(entry.url)) return undefined;
  const { pathname } = new URL(entry.url);
  const where: Predicate[] = [{ in: 'event', at: '/url', matches: `${escapePattern(pathname)}(?:[?#]|$)` }];
  return again('page', `The page ${pathname} is opened`, { event: 'navigation', where });
}

/** The fields that were sent, each of its type. */
function fieldsOf(payload: Json | undefined): Predicate[] {
  if (!isJsonObject(payload)) return [];
  return Object.entries(payload).map(([name, value]) => ({
    at: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    type: value === null ? 'null' : Array.isArray(value) ? 'array' : (typeof value as 'string'),
  }));
}

const escapePattern = (text: string): string => text.slice(0, 200).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
