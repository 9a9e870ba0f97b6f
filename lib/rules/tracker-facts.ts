import type { ConsoleEntry, Dialect, Entry } from '@/lib/model/entry';
import { DIALECTS, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import { meaningOf, readingOf } from './console-meaning';
import type { Kinds } from './context';

/** Which tracker runs here and how it is set up, each fact with the entry that proves it. */

export type DebugFact = { on: boolean; source: string; entry: Entry };
export type ProgramFact = { id: string; source: string; entry: Entry };

/**
 * The dialect as the tracker itself shows it. The landing's parameter is no proof: it may be the wrong one. A tracker
 * that offers the methods of both is known by what it does.
 */
export function dialectOf(kinds: Kinds): Dialect | undefined {
  for (const request of kinds.request.toReversed()) {
    if (request.endpoint && ['click', 'lead'].includes(request.endpoint.name)) return request.endpoint.dialect;
  }
  for (const call of kinds.call.toReversed()) if (call.method === 'signup') return 'v2';
  for (const global of kinds.global.toReversed()) {
    const dialect = dialectOfGlobal(global.methods, Object.keys(global.state));
    if (dialect) return dialect;
  }
  for (const line of kinds.console.toReversed()) {
    for (const fact of Object.values(DIALECTS)) if (line.text.startsWith(fact.consolePrefix)) return fact.name;
  }
  for (const script of kinds.script.toReversed()) {
    const variant = /affitor-tracker-(v[12])\b/.exec(script.src)?.[1];
    if (variant === 'v1' || variant === 'v2') return variant;
  }
  for (const cookie of kinds.cookie.toReversed()) {
    if (cookie.name.startsWith('affitor_click_id') && cookie.action === 'set') return 'v2';
  }
  return undefined;
}

function dialectOfGlobal(methods: string[], state: string[]): Dialect | undefined {
  const v2 = methods.includes('signup') || methods.includes('getClickId');
  const v1 = methods.includes('redirectToCheckout');
  if (v1 !== v2) return v2 ? 'v2' : 'v1';
  const hasClickId = state.includes('clickId');
  const hasCustomer = state.includes('customerCode');
  if (hasClickId !== hasCustomer) return hasClickId ? 'v2' : 'v1';
  return undefined;
}

/** Whether debug is on, by the latest word on it; the tag wins over what follows from it. */
export function debugOf(kinds: Kinds): DebugFact | undefined {
  const script = kinds.script.findLast((entry) => entry.attributes[SCRIPT_ATTRIBUTES.debug] !== undefined);
  if (script) {
    const on = script.attributes[SCRIPT_ATTRIBUTES.debug] === 'true';
    if (on) return { on, source: 'set on the script tag', entry: script };
  }
  const global = kinds.global.findLast((entry) => typeof entry.state.debugMode === 'boolean');
  if (global) return { on: global.state.debugMode === true, source: 'as `affitor.debugMode` says', entry: global };
  const line = kinds.console.findLast((entry) => isDebugLine(entry));
  if (line) return { on: true, source: 'as the console says', entry: line };
  const loaded = kinds.script.findLast((entry) => entry.state === 'loaded');
  return loaded && { on: false, source: 'not set on the script tag', entry: loaded };
}

/** Every program id somebody named, with the same id of the same source once. */
export function programsOf(kinds: Kinds): ProgramFact[] {
  const facts = new Map<string, ProgramFact>();
  const add = (id: string, source: string, entry: Entry) => {
    const key = `${source} ${id}`;
    if (!facts.has(key)) facts.set(key, { id, source, entry });
  };
  for (const script of kinds.script) {
    const id = script.attributes[SCRIPT_ATTRIBUTES.programId];
    if (id !== undefined && script.state !== 'removed') add(id, 'the script tag', script);
  }
  for (const global of kinds.global) {
    const id = global.state.programId;
    if (typeof id === 'string' || typeof id === 'number') add(String(id), '`affitor.programId`', global);
  }
  for (const line of kinds.console) {
    const id = meaningOf(line) === 'program-id' ? readingOf(line)?.fields.programId : undefined;
    if (id) add(id, 'the console', line);
  }
  return [...facts.values()];
}

function isDebugLine(line: ConsoleEntry): boolean {
  const reading = readingOf(line);
  if (reading?.meaning === 'test-called') return reading.fields.debug === 'true';
  return reading?.meaning === 'initialized' && [reading.fields.debug, reading.fields.debugMode].includes('true');
}
