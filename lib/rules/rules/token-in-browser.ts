import type { CallEntry, RequestEntry, ScriptEntry } from '@/lib/model/entry';
import type { Json } from '@/lib/model/json';
import { fieldsOf } from '@/lib/rules/payload';
import { defineRule, proof, proofs } from '@/lib/rules/rule';
import { drop, put } from '@/lib/rules/snippets';
import { keptOf } from '@/lib/timeline/growing';
import { headerValue } from '@/lib/tracker/decode';
import { DOCS_PAGES } from '@/lib/tracker/dialects';
import { isApiToken } from '@/lib/tracker/identifiers';
import { parseUrl } from '@/lib/tracker/site';

/** The program's API key where every visitor can read it. */
export const tokenInBrowser = defineRule({
  id: 'token-in-browser',
  title: 'The program’s API key is in the browser',
  severity: 'error',
  effect: 'none',
  docs: DOCS_PAGES.trackLead,
  check(context) {
    const found = [...scripts(context.scripts), ...calls(context.calls), ...requests(context.requests)];
    if (found.length === 0) return [];
    return [
      {
        explanation:
          'Everybody who opens the page can read the key and use it to report leads and sales in your name. Leads from a ' +
          'browser need no key; sales and refunds belong on your server.',
        evidence: proofs(found, (entry) => proof(entry, `Carries ${masked(tokenIn(entry) ?? '')}`)),
        fix: {
          title: 'Take the key out of the page, and replace it in the dashboard',
          text: 'The old one must be taken as known to strangers.',
          code: [
            ...drop("headers: { Authorization: 'Bearer affitor_…' }"),
            ...put("// on your server: Authorization: 'Bearer ' + process.env.AFFITOR_API_KEY"),
          ],
        },
      },
    ];
  },
});

type Carrier = ScriptEntry | CallEntry | RequestEntry;

const carriesToken = (entry: Carrier): boolean => !entry.ours && tokenIn(entry) !== undefined;

const scripts = keptOf<ScriptEntry>(carriesToken);
const calls = keptOf<CallEntry>(carriesToken);
const requests = keptOf<RequestEntry>(carriesToken);

function tokenIn(entry: Carrier): string | undefined {
  return candidates(entry).find(isApiToken);
}

function candidates(entry: Carrier): string[] {
  if (entry.kind === 'script') return Object.values(entry.attributes);
  if (entry.kind === 'call') return entry.args.flatMap(texts);
  return [...headerTexts(entry), ...queryTexts(entry.url), ...texts(fieldsOf(entry.body) ?? null)];
}

function headerTexts(request: RequestEntry): string[] {
  const header = headerValue(request.headers, 'authorization');
  return header === undefined ? [] : [header];
}

function queryTexts(url: string): string[] {
  return url.includes('affitor_') ? [...(parseUrl(url)?.searchParams.values() ?? [])] : [];
}

function texts(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((field) => typeof field === 'string');
}

/** The prefix and the last four characters, as everywhere. */
function masked(token: string): string {
  const bare = token.replace(/^Bearer\s+/, '');
  return `affitor_•••${bare.slice(-4)}`;
}
