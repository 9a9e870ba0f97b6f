import type { ExportedSession } from './panel';

/** Finds things in an exported session, which is unknown data until it has been looked at. */

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Follows keys into unknown data: `at(entry, 'outcome', 'status')`. */
export const at = (value: unknown, ...keys: (string | number)[]): unknown =>
  keys.reduce<unknown>((found, key) => (isFields(found) ? found[key] : undefined), value);

export const entriesOf = (session: ExportedSession, kind: string): Fields[] =>
  session.entries.filter((entry) => entry.kind === kind);

/** Requests to one endpoint, with the text of what was sent and the status of the answer. */
export const requestsTo = (session: ExportedSession, endpoint: string) =>
  entriesOf(session, 'request')
    .filter((entry) => at(entry, 'endpoint', 'name') === endpoint)
    .map((entry) => ({
      dialect: at(entry, 'endpoint', 'dialect'),
      url: String(at(entry, 'url')),
      status: at(entry, 'outcome', 'status'),
      body: String(at(entry, 'body', 'text') ?? ''),
      witnesses: at(entry, 'witnesses'),
      entry,
    }));
