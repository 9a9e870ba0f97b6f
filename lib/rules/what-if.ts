import type { CallEntry, Entry, QueueEntry, RequestEntry, ScriptEntry } from '@/lib/model/entry';
import type { Json, JsonObject } from '@/lib/model/json';
import type { Judgement } from '@/lib/model/judgement';
import { leadsOf } from '@/lib/timeline/leads';
import { type Timeline, timelineOf } from '@/lib/timeline/timeline';
import { lastVisit } from '@/lib/timeline/visits';
import { isJsonObject, isTestMode } from '@/lib/tracker/decode';
import { SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import { readingOf } from './console-meaning';
import type { JudgeOptions } from './context';
import { judge } from './judge';
import { withOlderClick } from './older-click';
import { fieldsOf } from './payload';

/** The same recording with one fact changed, judged again: what the verdict would be if. */

export type WhatIf =
  | { kind: 'debug-off' }
  /** The click lies this many days before the signup. */
  | { kind: 'cookie-age'; days: number }
  | { kind: 'user-id'; userId: string };

export function whatIf(timeline: Timeline, change: WhatIf, options: JudgeOptions = {}): Judgement {
  return judge(timelineOf(changed(timeline, change)), options);
}

/** The entries as they would be; those that the change does not touch are the very same objects. */
export function changed(timeline: Timeline, change: WhatIf): Entry[] {
  switch (change.kind) {
    case 'debug-off':
      return withoutDebug(timeline);
    case 'cookie-age':
      return withOlderClick(timeline, change.days);
    case 'user-id':
      return withUserId(timeline, change.userId);
  }
}

const TEST_TALK = ['test-called', 'test-sending', 'test-lead-sending', 'test-lead-sent', 'test-click-sending'];

/** Tests that debug made of leads become the leads that would have gone out, answered as a sound lead is. */
function withoutDebug(timeline: Timeline): Entry[] {
  const tests = new Map<string, CallEntry | QueueEntry>();
  for (const lead of leadsOf({ ...timeline, entries: lastVisit(timeline).entries })) {
    const caller = lead.call ?? lead.queue;
    if (lead.state === 'test' && lead.request && caller && !isTestMode(lead.payload))
      tests.set(lead.request.id, caller);
  }
  return timeline.entries.flatMap((entry): Entry[] => {
    if (entry.kind === 'console' && TEST_TALK.includes(readingOf(entry)?.meaning ?? '')) return [];
    if (entry.kind === 'script') return [undebugged(entry)];
    if (entry.kind === 'global') return [{ ...entry, state: { ...entry.state, debugMode: false } }];
    const caller = entry.kind === 'request' ? tests.get(entry.id) : undefined;
    return [entry.kind === 'request' && caller ? asLead(entry, caller) : entry];
  });
}

function undebugged(script: ScriptEntry): ScriptEntry {
  const { [SCRIPT_ATTRIBUTES.debug]: _, ...attributes } = script.attributes;
  return { ...script, attributes };
}

function asLead(test: RequestEntry, caller: CallEntry | QueueEntry): RequestEntry {
  const dialect = test.dialect ?? caller.dialect ?? 'v1';
  const { additional_data: additional, ...sent } = fieldsOf(test.body) ?? {};
  const rest = isJsonObject(additional) ? without(additional, 'test_mode') : additional;
  const text = JSON.stringify({ ...sent, ...handedOver(caller), ...(rest !== undefined && { additional_data: rest }) });
  return {
    ...test,
    endpoint: { name: 'lead', dialect, assumed: dialect === 'v1' },
    body: { kind: 'text', text, encoding: 'utf8', sizeBytes: new TextEncoder().encode(text).length },
    outcome: {
      kind: 'answered',
      status: 200,
      statusText: 'OK',
      headers: [],
      body: SUCCESS,
      endedAt: test.at,
      durationMs: 0,
    },
  };
}

const SUCCESS = { kind: 'text', text: '{"success":true}', encoding: 'utf8', sizeBytes: 16 } as const;

function handedOver(caller: CallEntry | QueueEntry): JsonObject {
  const args = caller.kind === 'call' ? caller.args : Array.isArray(caller.item) ? caller.item.slice(1) : [];
  const [first, second] = args;
  if (caller.method !== 'signup') return isJsonObject(first) ? first : {};
  return { ...(first !== undefined && { customer_key: first }), ...(second !== undefined && { email: second }) };
}

function withUserId(timeline: Timeline, userId: string): Entry[] {
  return timeline.entries.map((entry): Entry => {
    if (entry.kind === 'call') return { ...entry, args: identified(entry.method, entry.args, userId) };
    if (entry.kind === 'queue' && entry.method && Array.isArray(entry.item)) {
      return { ...entry, item: [entry.method, ...identified(entry.method, entry.item.slice(1), userId)] };
    }
    return entry;
  });
}

function identified(method: string, args: Json[], userId: string): Json[] {
  if (method === 'signup') return [userId, ...args.slice(1)];
  if (method !== 'trackLead') return args;
  const [first, ...rest] = args;
  return [{ ...(isJsonObject(first) ? first : {}), user_id: userId }, ...rest];
}

function without(object: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = object;
  return rest;
}
