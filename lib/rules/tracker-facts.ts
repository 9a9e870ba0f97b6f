import type { ConsoleEntry, Dialect, Entry } from '@/lib/model/entry';
import { DIALECTS, SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import { readingOf, type SaidLines } from './console-meaning';
import type { Kinds } from './context';

/** Which tracker runs here and how it is set up, each fact with the entry that proves it. */

export type DebugFact = { on: boolean; source: string; entry: Entry };
export type ProgramFact = { id: string; source: string; entry: Entry };

/**
 * The dialect as the tracker itself shows it. The landing's parameter is no proof: it may be the wrong one. A tracker
 * that offers the methods of both is known by what it does.
 */
export function dialectOf(kinds: Kinds): Dialect | undefined {
  const request = kinds.request.findLast(
    (entry) => entry.endpoint?.name === 'click' || entry.endpoint?.name === 'lead',
  );
  if (request?.endpoint) return request.endpoint.dialect;
  if (kinds.call.some((call) => call.method === 'signup')) return 'v2';
  for (let index = kinds.global.length - 1; index >= 0; index -= 1) {
    const global = kinds.global[index];
    const dialect = global && dialectOfGlobal(global.methods, Object.keys(global.state));
    if (dialect) return dialect;
  }
  for (const fact of Object.values(DIALECTS)) {
    if (kinds.console.some((line) => line.text.startsWith(fact.consolePrefix))) return fact.name;
  }
  const named = kinds.script.findLast((script) => VARIANT.test(script.src));
  if (named) return VARIANT.exec(named.src)?.[1] === 'v2' ? 'v2' : 'v1';
  return kinds.cookie.some((cookie) => cookie.name === 'affitor_click_id' && cookie.action === 'set')
    ? 'v2'
    : undefined;
}

/** Only the stand-in names its dialect in the file's name. */
const VARIANT = /affitor-tracker-(v[12])\b/;

function dialectOfGlobal(methods: string[], state: string[]): Dialect | undefined {
  const v2 = methods.includes('signup') || methods.includes('getClickId');
  const v1 = methods.includes('redirectToCheckout');
  if (v1 !== v2) return v2 ? 'v2' : 'v1';
  const hasClickId = state.includes('clickId');
  const hasCustomer = state.includes('customerCode');
  if (hasClickId !== hasCustomer) return hasClickId ? 'v2' : 'v1';
  return undefined;
}

/** Whether debug is on, on the last page that tells: any word for it counts, and silence means off. */
export function debugOf(kinds: Kinds, said: SaidLines): DebugFact | undefined {
  const script = kinds.script.findLast((entry) => entry.state === 'loaded' || entry.state === 'found');
  const global = kinds.global.at(-1);
  const lines = [...(said.get('test-called') ?? []), ...(said.get('initialized') ?? [])].filter(isDebugLine);
  const line = lines.sort((a, b) => a.at - b.at).at(-1);
  const page = [script, global, line].filter((entry) => entry !== undefined).sort((a, b) => b.at - a.at)[0]?.documentId;
  if (script?.documentId === page && script?.attributes[SCRIPT_ATTRIBUTES.debug] === 'true') {
    return { on: true, source: 'set on the script tag', entry: script };
  }
  if (global?.documentId === page && global?.state.debugMode === true) {
    return { on: true, source: 'as `affitor.debugMode` says', entry: global };
  }
  if (line && line.documentId === page) return { on: true, source: 'as the console says', entry: line };
  if (global?.state.debugMode === false) return { on: false, source: 'as `affitor.debugMode` says', entry: global };
  return script?.state === 'loaded' ? { on: false, source: 'not set on the script tag', entry: script } : undefined;
}

/** Every program id that the parts of each document named, the tags' first. */
export function programsOf(kinds: Kinds, said: SaidLines): ProgramFact[] {
  const facts: ProgramFact[] = [];
  for (const script of kinds.script) {
    const id = script.attributes[SCRIPT_ATTRIBUTES.programId];
    if (id !== undefined && script.state !== 'removed') facts.push({ id, source: 'the script tag', entry: script });
  }
  for (const global of kinds.global) {
    const id = global.state.programId;
    if (typeof id === 'string' || typeof id === 'number') {
      facts.push({ id: String(id), source: '`affitor.programId`', entry: global });
    }
  }
  for (const line of said.get('program-id') ?? []) {
    const id = readingOf(line)?.fields.programId;
    if (id) facts.push({ id, source: 'the console', entry: line });
  }
  return facts;
}

function isDebugLine(line: ConsoleEntry): boolean {
  const reading = readingOf(line);
  if (reading?.meaning === 'test-called') return reading.fields.debug === 'true';
  return reading?.meaning === 'initialized' && [reading.fields.debug, reading.fields.debugMode].includes('true');
}
