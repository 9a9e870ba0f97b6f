import type { ConsoleEntry, CookieEntry, Dialect, Entry, GlobalEntry, ScriptEntry } from '@/lib/model/entry';
import { keptOf, onGrowing } from '@/lib/timeline/growing';
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
  const signs: readonly (readonly Entry[])[] = [kinds.call, kinds.global, kinds.console, kinds.script];
  for (const entries of signs) {
    const dialect = entries.findLast((entry) => entry.dialect !== undefined)?.dialect;
    if (dialect) return dialect;
  }
  return kinds.cookie.findLast((cookie) => cookie.dialect !== undefined && isWritten(cookie))?.dialect;
}

/** By the page's script: a cookie that is only there may be an earlier tracker's. */
function isWritten(cookie: CookieEntry): boolean {
  return cookie.author.kind === 'script' && !cookie.ours && (cookie.action === 'set' || cookie.action === 'changed');
}

/** Whether debug is on, on the last page that tells: any word for it counts, and silence means off. */
export function debugOf(kinds: Kinds, said: SaidLines): DebugFact | undefined {
  const script = kinds.script.findLast((entry) => entry.state === 'loaded' || entry.state === 'found');
  const global = kinds.global.at(-1);
  const lines = [called(said.get('test-called') ?? []), initialized(said.get('initialized') ?? [])];
  const line = lines
    .flatMap((list) => list.at(-1) ?? [])
    .sort((a, b) => a.at - b.at)
    .at(-1);
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
  const namings = [byTags(kinds.script), byGlobals(kinds.global), byLines(said.get('program-id') ?? [])];
  const named = new Map<string, ProgramFact>();
  for (const { firsts } of namings) for (const [id, fact] of firsts) if (!named.has(id)) named.set(id, fact);
  // Most pages name one program, however often.
  const conflict = named.size > 1 ? conflictOf(namings.flatMap(({ facts }) => facts)) : undefined;
  return { named: [...named.values()], conflict };
}

function conflictOf(facts: readonly ProgramFact[]): Programs['conflict'] {
  const byDocument = new Map<string, ProgramFact>();
  for (const fact of facts) {
    const before = byDocument.get(fact.entry.documentId);
    if (!before) byDocument.set(fact.entry.documentId, fact);
    else if (before.id !== fact.id) return [before, fact];
  }
  return undefined;
}

type Naming = { facts: ProgramFact[]; firsts: Map<string, ProgramFact> };

/** Those of a list that name a program, by what each says. */
const naming = <Item extends Entry>(source: string, read: (entry: Item) => unknown) =>
  onGrowing<Item, Naming>({
    start: () => ({ facts: [], firsts: new Map() }),
    copy: ({ facts, firsts }) => ({ facts: facts.slice(), firsts: new Map(firsts) }),
    add({ facts, firsts }, entry) {
      const id = read(entry);
      if (typeof id !== 'string' && typeof id !== 'number') return;
      const fact = { id: String(id), source, entry };
      facts.push(fact);
      if (!firsts.has(fact.id)) firsts.set(fact.id, fact);
    },
  });

const byTags = naming<ScriptEntry>('the script tag', ({ attributes, state }) =>
  state === 'removed' ? undefined : attributes[SCRIPT_ATTRIBUTES.programId],
);

const byGlobals = naming<GlobalEntry>('`affitor.programId`', ({ state }) => state.programId);

const byLines = naming<ConsoleEntry>('the console', (line) => readingOf(line)?.fields.programId || undefined);

const called = keptOf(isDebugLine);
const initialized = keptOf(isDebugLine);

function isDebugLine(line: ConsoleEntry): boolean {
  const reading = readingOf(line);
  if (reading?.meaning === 'test-called') return reading.fields.debug === 'true';
  return reading?.meaning === 'initialized' && [reading.fields.debug, reading.fields.debugMode].includes('true');
}
