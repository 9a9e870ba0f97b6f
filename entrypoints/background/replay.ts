import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { Place } from '@/lib/journal/tabs';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import type { MockOf } from '@/lib/mock/mocks';
import type { Observation, Report } from '@/lib/model/observation';
import type { ReplayRequest, ReplayTarget, Reply } from '@/lib/model/replay';
import { routingTargetSchema, serverAddressSchema } from '@/lib/model/routing-schema';
import { textBody } from '@/lib/model/text-body';
import { readLedgerTables } from '@/lib/replay/ledger-changes';
import { hostSilenceOf } from '@/lib/replay/live-hosts';
import { checkEdited, retarget } from '@/lib/replay/replay-request';
import { withoutBasePath } from '@/lib/routing/tracker-paths';
import { sendFromHere, sendToServer } from './send';

/** Sends a request again for a panel, and writes into the journal that it was us. */
export type ReplayOptions = {
  mockOf: MockOf;
  offer(tabId: number, observation: Observation, place: Place): void;
  nextId(tabId: number): string;
  isRouted(tabId: number): boolean;
};

const TargetAsked = v.variant('kind', [
  ...routingTargetSchema.options,
  v.object({ kind: v.literal('page') }),
  v.object({ kind: v.literal('live') }),
]);

const TIMEOUT_MS = 60_000;

export function replayAsk({ mockOf, offer, nextId, isRouted }: ReplayOptions): AskHandler {
  async function send(request: ReplayRequest, target: ReplayTarget, tabId: number): Promise<Reply> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    if (target.kind === 'mock') {
      return (await mockOf(tabId)).send({ ...request, url: withoutBasePath(request.url) }, signal);
    }
    if (target.kind === 'server') return sendToServer(request, target.url, request.origin ?? null);
    if (target.kind === 'page') return sendFromPage(request, tabId);
    return sendFromHere(request, signal).catch((cause: unknown) => {
      throw new Error(hostSilenceOf(request.url, cause), { cause });
    });
  }

  return async (params, { tabId }) => {
    const asked = v.parse(v.object({ request: v.unknown(), target: TargetAsked }), params);
    const { target } = asked;
    if (target.kind === 'page' && isRouted(tabId)) throw new Error(i18n.t('extension.replayRouted'));
    const checked = checkEdited(asked.request);
    if (!checked.ok) throw new Error(checked.message);
    const request = target.kind === 'server' ? toServer(checked.request, target.url) : checked.request;
    const requestId = nextId(tabId);
    const say = (report: Report) => offer(tabId, { ...report, id: nextId(tabId), source: 'extension' }, { frameId: 0 });
    const { method, url, headers } = request;
    say({
      kind: 'request',
      at: Date.now(),
      requestId,
      carrier: 'fetch',
      method,
      url,
      headers,
      body: textBody(request.body),
    });
    try {
      const reply = await send(request, target, tabId);
      const { status, statusText, durationMs } = reply;
      const answer = {
        requestId,
        url,
        status,
        statusText,
        headers: reply.headers,
        body: textBody(reply.body),
        durationMs,
      };
      say({ kind: 'response', at: Date.now(), ...answer });
      return reply;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      say({ kind: 'failure', at: Date.now(), requestId, url, reason: 'network', message });
      throw error;
    }
  };
}

const LEDGER_TIMEOUT_MS = 5000;

/** What a mock server says that it recorded, by its control plane. */
export const serverLedgerAsk: AskHandler = async (params) => {
  const { url } = v.parse(v.object({ url: serverAddressSchema }), params);
  const address = new URL('/__mock/ledger', url).href;
  const signal = AbortSignal.timeout(LEDGER_TIMEOUT_MS);
  const { status, body } = await sendFromHere({ method: 'GET', url: address, headers: [] }, signal);
  return (status === 200 && readLedgerTables(body)) || null;
};

/** What a page's own base puts before the path is no part of the API. */
const toServer = (request: ReplayRequest, address: string): ReplayRequest =>
  retarget({ ...request, url: withoutBasePath(request.url) }, address);

/** In the isolated world beside the page: the page's origin and cookies, and no call that its own code could see. */
async function sendFromPage(request: ReplayRequest, tabId: number): Promise<Reply> {
  const sending = browser.scripting.executeScript({
    target: { tabId },
    args: [request.method, request.url, request.headers, request.body ?? null],
    func: async (method: string, url: string, headers: [string, string][], body: string | null) => {
      const startedAt = performance.now();
      try {
        const credentials = 'include';
        const response = await fetch(url, { method, headers, body, credentials, cache: 'no-store' });
        const text = await response.text();
        return {
          status: response.status,
          statusText: response.statusText,
          headers: [...response.headers],
          body: text,
          durationMs: performance.now() - startedAt,
        };
      } catch (error) {
        return String(error);
      }
    },
  });
  const [outcome] = await sending.catch((cause: unknown) => {
    throw new Error(i18n.t('extension.pageClosed'), { cause });
  });
  const result = outcome?.result;
  if (result === undefined || result === null) throw new Error(i18n.t('extension.pageSilent'));
  if (typeof result === 'string') {
    throw new Error(i18n.t('extension.pageRefused', [result.replace(/\.$/, '')]));
  }
  return result;
}
