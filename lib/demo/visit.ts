import type { Json, JsonObject } from '@/lib/model/json';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import { DIALECTS, type DialectFact, ENDPOINTS, ENVIRONMENTS } from '@/lib/tracker/dialects';
import type { DemoChoices } from './choices';
import type { Recorder } from './recorder';
import { SHOP, VISITOR } from './shop';

/** What visitor, tracker and shop do in each act, in the tracker's own calls, cookies and requests. */

export type Stage = { recorder: Recorder; choices: DemoChoices; ledger(): LedgerSnapshot };

const { origin: API, script: SCRIPT } = ENVIRONMENTS.production;
const COOKIE_SECONDS = 60 * 24 * 3600;

/** Where the partner's link leads, as the visitor's browser opens it. */
export function landingUrl({ dialect, partner, mishap }: DemoChoices): string {
  return mishap === 'no-parameter' ? `${SHOP.origin}/` : sharedLink({ dialect, partner });
}

export function sharedLink({ dialect, partner }: Pick<DemoChoices, 'dialect' | 'partner'>): string {
  return `${SHOP.origin}/?${DIALECTS[dialect].landingParameter}=${partner}`;
}

export async function land({ recorder, choices, ledger }: Stage): Promise<void> {
  const facts = DIALECTS[choices.dialect];
  const url = landingUrl(choices);
  recorder.open(url);
  loadTracker(recorder, facts, null);
  if (choices.mishap === 'no-parameter') return;
  await recorder.post(
    pathOf('click', facts),
    { affiliate_url: url, page_url: url, program_id: SHOP.programId },
    'page',
  );
  const code = ledger().customers[0]?.code;
  if (code === undefined) return;
  for (const name of [...facts.customerCookies.slice(0, 1), facts.urlCookie]) {
    recorder.say({
      kind: 'cookie',
      phase: choices.mishap === 'cookie-blocked' ? 'refused' : 'set',
      name,
      value: name === facts.urlCookie ? encodeURIComponent(url) : code,
      attributes: { path: '/', maxAgeSeconds: COOKIE_SECONDS, sameSite: 'lax', secure: true },
      author: { kind: 'script', via: 'document.cookie' },
    });
  }
}

export async function signUp({ recorder, choices, ledger }: Stage): Promise<void> {
  const facts = DIALECTS[choices.dialect];
  const held = choices.mishap === 'cookie-blocked' ? null : (ledger().customers[0]?.code ?? null);
  recorder.open(`${SHOP.origin}/signup`);
  loadTracker(recorder, facts, held);
  const userId = choices.mishap === 'no-user-id' ? undefined : VISITOR.userId;
  recorder.say({ kind: 'call', phase: 'called', callId: 1, target: 'affitor', ...callOf(facts, userId) });
  // The first generation says nothing without its cookie: the lead is lost in silence.
  if (facts.name === 'v1' && held === null) return;
  await recorder.post(pathOf('lead', facts), leadBody(facts, held, userId), 'page');
}

/** The shop's server tells of the payment; it knows its own user, not the click. */
export async function buy({ recorder }: Stage): Promise<void> {
  const sale = {
    customer_key: VISITOR.userId,
    transaction_id: VISITOR.transactionId,
    amount_cents: SHOP.amountCents,
    currency: 'USD',
  };
  await recorder.post(pathOf('sale', DIALECTS.v2), sale, 'server');
}

function loadTracker(recorder: Recorder, facts: DialectFact, customer: string | null): void {
  const attributes = { 'data-affitor-program-id': String(SHOP.programId) };
  const script = { kind: 'script', elementId: 1, src: `${API}${SCRIPT}`, attributes, placement: 'head' } as const;
  recorder.say({ ...script, phase: 'found' });
  recorder.pass(120);
  recorder.say({ ...script, phase: 'loaded' });
  const state: JsonObject = {
    [facts.name === 'v1' ? 'customerCode' : 'clickId']: customer,
    hasAffiliateAttribution: customer !== null,
    debugMode: false,
    programId: SHOP.programId,
  };
  recorder.say({ kind: 'global', phase: 'appeared', name: 'affitor', methods: facts.methods, state });
}

function callOf({ name }: DialectFact, userId: string | undefined): { method: string; args: Json[] } {
  const { email } = VISITOR;
  if (name === 'v1')
    return { method: 'trackLead', args: [{ email, ...(userId !== undefined && { user_id: userId }) }] };
  return { method: 'signup', args: [userId ?? { $type: 'undefined' }, email] };
}

function leadBody({ name }: DialectFact, customer: string | null, userId: string | undefined): JsonObject {
  const { email } = VISITOR;
  const common = { program_id: SHOP.programId, page_url: `${SHOP.origin}/signup` };
  return name === 'v1'
    ? { customer_code: customer, email, ...(userId !== undefined && { user_id: userId }), ...common }
    : { click_id: customer, customer_key: userId ?? null, email, ...common };
}

function pathOf(endpoint: 'click' | 'lead' | 'sale', { name }: DialectFact): string {
  const fact = ENDPOINTS.find((known) => known.name === endpoint && known.dialect === name);
  return `${API}${fact?.path ?? ''}`;
}
