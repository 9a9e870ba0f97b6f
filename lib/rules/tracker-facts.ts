import type { ConsoleEntry, CookieEntry, Dialect, Entry } from '@/lib/model/entry';
import { SCRIPT_ATTRIBUTES } from '@/lib/tracker/dialects';
import { readingOf, type SaidLines } from './console-meaning';
import type { Kinds } from './context';

/** Which tracker runs here and how it is set up, each fact with the entry that proves it. */

export type DebugFact = { on: boolean; source: string; entry: Entry };
export type ProgramFact = { id: string; source: string; entry: Entry };

/**
 * The dialect as the tracker itself shows it. The landing's parameter is no proof: it may be the wrong one. A tracker
 * that has the signs of both is known by what it does.
 */
export function dialectOf(kinds: Kinds): Dialect | undefined {
  const request = kinds.request.findLast(
    (entry) => entry.endpoint?.name === 'click' || entry.endpoint?.name === 'lead',
  );
  if (request?.endpoint) return request.endpoint.dialect;
  const signs: readonly Entry[][] = [
    kinds.call,
    kinds.global,
    kinds.console,
    kinds.script,
    kinds.cookie.filter(isWritten),
  ];
  for (const entries of signs) {
    const dialect = entries.findLast((entry) => entry.dialect !== undefined)?.dialect;
    if (dialect) return dialect;
  }
  return undefined;
}

/** By the page's script: a cookie that is only there may be an earlier tracker's. */
function isWritten(cookie: CookieEntry): boolean {
  return cookie.author.kind === 'script' && !cookie.ours && (cookie.action === 'set' || cookie.action === 'changed');
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

export type Programs = {
  /** Each id once, by who named it first; tags before what follows from them. */
  named: ProgramFact[];
  /** Two ids of one document. */
  conflict: [ProgramFact, ProgramFact] | undefined;
};

/** Every program id that somebody named. */
export function programsOf(kinds: Kinds, said: SaidLines): Programs {
  const named = new Map<string, ProgramFact>();
  const byDocument = new Map<string, ProgramFact>();
  let conflict: Programs['conflict'];
  const add = (id: string, source: string, entry: Entry) => {
    const before = byDocument.get(entry.documentId);
    if (before?.id === id) return;
    const fact = { id, source, entry };
    if (!before) byDocument.set(entry.documentId, fact);
    else conflict ??= [before, fact];
    if (!named.has(id)) named.set(id, fact);
  };
  for (const script of kinds.script) {
    const id = script.attributes[SCRIPT_ATTRIBUTES.programId];
    if (id !== undefined && script.state !== 'removed') add(id, 'the script tag', script);
  }
  for (const global of kinds.global) {
    const id = global.state.programId;
    if (typeof id === 'string' || typeof id === 'number') add(String(id), '`affitor.programId`', global);
  }
  for (const line of said.get('program-id') ?? []) {
    const id = readingOf(line)?.fields.programId;
    if (id) add(id, 'the console', line);
  }
  return { named: [...named.values()], conflict };
}

function isDebugLine(line: ConsoleEntry): boolean {
  const reading = readingOf(line);
  if (reading?.meaning === 'test-called') return reading.fields.debug === 'true';
  return reading?.meaning === 'initialized' && [reading.fields.debug, reading.fields.debugMode].includes('true');
}
