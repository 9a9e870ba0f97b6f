import type { Dialect } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import type { ReplayRequest } from '@/lib/model/replay';
import { headerValue, isJsonObject, parseJson, parseUrlEncoded } from '@/lib/tracker/decode';
import { LEAD_METHODS, TRACKER_METHODS } from '@/lib/tracker/dialects';
import { recogniseEndpoint } from '@/lib/tracker/endpoint';
import { leadPayloadOfCall } from '@/lib/tracker/lead-payload';
import { looksLikeCurl, parseCurl } from './curl';
import { readArguments, readLiteral } from './js-literal';

/**
 * A lead's payload from whatever somebody pastes: JSON, a JavaScript object, a queue push, a tracker call, or a cURL
 * command. For the panel's scratchpad and `affitor-inspector validate`.
 */
export type PayloadText = {
  form: 'json' | 'javascript' | 'queue' | 'call' | 'curl';
  /** The tracker's method, for a queue push or a call. */
  method?: string;
  payload: Json | undefined;
  /** What the text itself says of its dialect and of who sends it. */
  dialect?: Dialect;
  mode?: 'browser' | 'server';
  /** The key that a cURL command sends; `null` when it sends none. */
  key?: string | null;
};

export type PayloadReading =
  | ({ ok: true } & PayloadText)
  | { ok: false; message: string; line?: number; column?: number };

const CALL = /(?:\bwindow\s*\.\s*)?\baffitor\s*(?:\?\s*\.|\.)\s*(\w+)\s*(?:\?\.\s*)?\(/;
const PUSH = /\b\w*[qQ]ueue\w*\s*(?:\?\s*\.|\.)\s*push\s*\(/;

export function readPayloadText(text: string): PayloadReading {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, message: 'There is nothing to check yet. Paste a payload.' };
  if (looksLikeCurl(trimmed)) return readCurl(trimmed);
  const push = PUSH.exec(text);
  if (push) return readPush(text, push.index + push[0].length);
  const call = CALL.exec(text);
  if (call) return readCall(text, call[1] ?? '', call.index + call[0].length);
  const parsed = parseJson(trimmed);
  if (parsed.ok) return fromValue(parsed.value, 'json');
  return readObject(text);
}

function readObject(text: string): PayloadReading {
  // `const lead = {…};` and `({…})` are an object with something around it.
  const lead = /^\s*(?:(?:const|let|var)\s+[\w$]+\s*=|return\b|\()?\s*/.exec(text)?.[0].length ?? 0;
  const read = readLiteral(text, lead);
  if (!read.ok) return located(text, read.message, read.at);
  const rest = text.slice(read.end).replace(/^[);\s]+/, '');
  if (rest !== '') return located(text, `\`${firstLine(rest)}\` does not belong to the value before it.`, read.end);
  return fromValue(read.value, 'javascript');
}

/** A pasted list that begins with a method is what a push would carry. */
function fromValue(value: Json, form: 'json' | 'javascript'): PayloadReading {
  if (Array.isArray(value) && typeof value[0] === 'string' && TRACKER_METHODS.includes(value[0]))
    return fromItem(value);
  return { ok: true, form, payload: value };
}

function readPush(text: string, start: number): PayloadReading {
  const read = readArguments(text, start);
  if (!read.ok) return located(text, read.message, read.at);
  const [item] = Array.isArray(read.value) ? read.value : [];
  if (!Array.isArray(item)) {
    return located(text, "The queue takes a list: `push(['trackLead', {…}])`.", start);
  }
  return fromItem(item);
}

function fromItem(item: Json[]): PayloadReading {
  const [method, ...args] = item;
  if (typeof method !== 'string') {
    return { ok: false, message: 'The queue item must begin with the method’s name, such as `trackLead`.' };
  }
  return fromMethod('queue', method, args);
}

function readCall(text: string, method: string, start: number): PayloadReading {
  const read = readArguments(text, start);
  if (!read.ok) return located(text, read.message, read.at);
  return fromMethod('call', method, Array.isArray(read.value) ? read.value : []);
}

function fromMethod(form: 'queue' | 'call', method: string, args: Json[]): PayloadReading {
  if (!LEAD_METHODS.includes(method)) {
    const hint = TRACKER_METHODS.includes(method) ? 'does not report a lead' : 'is no method of the tracker';
    return { ok: false, message: `\`${method}\` ${hint}. Leads go by \`trackLead\` or \`signup\`.` };
  }
  const dialect: { dialect?: Dialect } = method === 'signup' ? { dialect: 'v2' } : {};
  return { ok: true, form, method, payload: leadPayloadOfCall(method, args), ...dialect, mode: 'browser' };
}

function readCurl(text: string): PayloadReading {
  const read = parseCurl(text);
  if (!read.ok) return read;
  const { call } = read;
  const endpoint = recogniseEndpoint(call.url, call.method);
  if (endpoint && endpoint.name !== 'lead') {
    return { ok: false, message: `The command calls the ${endpoint.name} endpoint, which takes no lead.` };
  }
  const authorization = headerValue(call.headers, 'authorization');
  const isBrowser = headerValue(call.headers, 'origin') !== undefined && authorization === undefined;
  return {
    ok: true,
    form: 'curl',
    payload: payloadOfCall(call),
    ...(endpoint && { dialect: endpoint.dialect }),
    mode: isBrowser ? 'browser' : 'server',
    key: authorization ?? null,
  };
}

function payloadOfCall({ headers, body }: ReplayRequest): Json | undefined {
  if (body === undefined) return undefined;
  const parsed = parseJson(body);
  if (parsed.ok && isJsonObject(parsed.value)) return parsed.value;
  const type = headerValue(headers, 'content-type') ?? '';
  if (/x-www-form-urlencoded/i.test(type) && body.includes('=')) return Object.fromEntries(parseUrlEncoded(body));
  return parsed.ok ? parsed.value : body;
}

function located(text: string, message: string, at: number): PayloadReading {
  const before = text.slice(0, at).split('\n');
  return { ok: false, message, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 40);
