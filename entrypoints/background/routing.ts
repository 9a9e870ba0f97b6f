import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { Place } from '@/lib/journal/tabs';
import type { AskHandler } from '@/lib/messaging/panel-hub';
import { answerOverPort } from '@/lib/messaging/port-asker';
import { PORT_NAMES } from '@/lib/messaging/protocol';
import { adaptPort } from '@/lib/messaging/transport';
import type { MockOf } from '@/lib/mock/mocks';
import type { Observation, Report } from '@/lib/model/observation';
import type { RoutingAsked, RoutingState, RoutingTarget } from '@/lib/model/routing';
import { dialectChoiceSchema, routingAskedSchema, routingTargetSchema } from '@/lib/model/routing-schema';
import { textBody } from '@/lib/model/text-body';
import { isLiveApi } from '@/lib/replay/live-hosts';
import { retarget } from '@/lib/replay/replay-request';
import { freeRuleIds, type RouteRule, routedTabs, routeRules } from '@/lib/routing/route-rules';
import {
  pageFrames,
  parseRelayAsk,
  type RelayAsk,
  type RoutedAnswer,
  type RoutedCall,
} from '@/lib/routing/routed-call';
import { withoutBasePath } from '@/lib/routing/tracker-paths';
import { sendToServer } from './send';

/** Routing of tabs to the mock: the browser's session rules say which; here their calls are answered. */
export type RoutingOptions = {
  mockOf: MockOf;
  hostsOf(tabId: number): readonly string[];
  urlOf(tabId: number): string | undefined;
  offer(tabId: number, observation: Observation, place: Place): void;
  nextId(tabId: number): string;
  onChange(tabId: number): void;
};

const SCRIPTS = ['router', 'router-relay'] as const;
const fileOf = (id: (typeof SCRIPTS)[number]) => `content-scripts/${id}.js`;
const KEPT_KEY = 'routing:';

const Asked = v.pipe(
  routingAskedSchema,
  v.check(
    (asked) => !asked.on || asked.target.kind !== 'server' || !isLiveApi(asked.target.url),
    () => i18n.t('extension.routedToLive'),
  ),
);
/** What the rules do not tell of a routed tab, as it is kept over a stop of the background. */
const Kept = v.object({ target: routingTargetSchema, choice: dialectChoiceSchema });

type Routed = Extract<RoutingState, { on: true }>;
type Sender = Browser.runtime.MessageSender;

export function createRouting({ mockOf, hostsOf, urlOf, offer, nextId, onChange }: RoutingOptions) {
  const routed = new Map<number, Routed>();
  /** The hosts that stand in a tab's rules, as far as this background wrote them. */
  const guarded = new Map<number, string>();
  const { declarativeNetRequest: rules, scripting } = browser;
  /** Changes of rules run one after the other: ids are taken from what stands there. */
  let turn: Promise<void> = restore();

  async function restore(): Promise<void> {
    const tabs = routedTabs(await rules.getSessionRules());
    const stored = await browser.storage.session.get(null);
    for (const { tabId, dialect } of tabs.values()) {
      const kept = v.safeParse(Kept, stored[`${KEPT_KEY}${tabId}`]);
      const site = siteOf(urlOf(tabId));
      routed.set(tabId, {
        on: true,
        ...(kept.success ? kept.output : { target: { kind: 'mock' }, choice: dialect ?? 'both' }),
        ...(dialect && { dialect }),
        ...(site !== undefined && { site }),
      });
      onChange(tabId);
    }
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work);
    // The next change goes on from what stands there, whatever became of this one.
    turn = done.catch(() => undefined);
    return done;
  };

  async function writeRules(tabId: number, state: RoutingState): Promise<void> {
    const hosts = hostsOf(tabId);
    guarded.set(tabId, hosts.join(' '));
    const standing = await rules.getSessionRules();
    const removeRuleIds = routedTabs(standing).get(tabId)?.ruleIds ?? [];
    const addRules: RouteRule[] = state.on
      ? routeRules(
          {
            tabId,
            hosts,
            ...(state.site !== undefined && { site: state.site }),
            ...(state.dialect && { dialect: state.dialect }),
          },
          freeRuleIds(standing),
        )
      : [];
    await rules.updateSessionRules({ removeRuleIds, addRules });
  }

  /** The router's scripts are there while they have something to do, in pages to come. */
  async function registerScripts(): Promise<void> {
    const standing = await scripting.getRegisteredContentScripts({ ids: [...SCRIPTS] });
    const wanted = routed.size > 0;
    if (wanted === standing.length > 0) return;
    if (!wanted) return scripting.unregisterContentScripts({ ids: [...SCRIPTS] });
    await scripting.registerContentScripts(
      SCRIPTS.map((id) => ({
        id,
        js: [fileOf(id)],
        matches: ['<all_urls>'],
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: 'document_start' as const,
        world: id === 'router' ? ('MAIN' as const) : ('ISOLATED' as const),
        persistAcrossSessions: false,
      })),
    );
  }

  async function set(tabId: number, asked: RoutingAsked): Promise<RoutingState> {
    const site = siteOf(urlOf(tabId));
    const state: RoutingState = asked.on ? { ...asked, ...(site !== undefined && { site }) } : { on: false };
    await inTurn(async () => {
      await writeRules(tabId, state);
      if (state.on) routed.set(tabId, state);
      else routed.delete(tabId);
      if (!state.on) guarded.delete(tabId);
      await registerScripts();
    });
    const key = `${KEPT_KEY}${tabId}`;
    const kept = state.on && { target: state.target, choice: state.choice };
    await (kept ? browser.storage.session.set({ [key]: kept }) : browser.storage.session.remove(key));
    // Pages that are open and have the router already; others get it when they are loaded again.
    await browser.tabs.sendMessage(tabId, { type: 'routing', on: state.on }).catch(() => undefined);
    onChange(tabId);
    return state;
  }

  async function answer(call: RoutedCall, tabId: number, sender: Sender): Promise<RoutedAnswer> {
    const state = routed.get(tabId);
    if (!state) return { kind: 'unrouted' };
    const requestId = nextId(tabId);
    const place = {
      frameId: sender.frameId ?? 0,
      ...(sender.documentId !== undefined && { documentId: sender.documentId }),
      ...(sender.url !== undefined && { documentUrl: sender.url }),
    };
    // The page waits for its answer, and nobody for the journal.
    const say = (report: Report) =>
      setTimeout(() => offer(tabId, { ...report, id: nextId(tabId), source: 'extension' }, place));
    const { carrier, method, url, headers, body } = call;
    const stack = pageFrames(call.stack);
    const sent = { requestId, carrier, method, url, headers, body: textBody(body ?? undefined), stack, routed: true };
    say({ kind: 'request', at: Date.now(), ...sent });
    const answered = await answerOf(call, state.target, tabId, sender);
    if (answered.kind === 'failure') {
      say({ kind: 'failure', at: Date.now(), requestId, url, reason: 'network', message: answered.message });
    } else if (answered.kind === 'response') {
      const { status, statusText } = answered;
      const answerBody = textBody(answered.body);
      const at = Date.now() + answered.delayMs;
      const rest = { status, statusText, headers: answered.headers, body: answerBody, routed: true };
      say({ kind: 'response', at, requestId, url, ...rest });
    }
    return answered;
  }

  async function answerOf(
    call: RoutedCall,
    target: RoutingTarget,
    tabId: number,
    sender: Sender,
  ): Promise<RoutedAnswer> {
    const { method, headers, body } = call;
    const url = withoutBasePath(call.url);
    const origin = URL.canParse(sender.url ?? '') ? new URL(sender.url ?? '').origin : null;
    try {
      if (target.kind === 'server') {
        const request = retarget({ method, url, headers, ...(body !== null && { body }) }, target.url);
        return { kind: 'response', ...(await sendToServer(request, target.url, origin)), delayMs: 0 };
      }
      const request = new Request(url, { method, headers, ...(body !== null && { body }) });
      const answered = await (await mockOf(tabId)).answer(request, { origin });
      const { delayMs } = answered;
      if (answered.kind === 'failure')
        return { kind: 'failure', message: `The mock plays “${answered.reason}”`, delayMs };
      const { response } = answered;
      const { status, statusText } = response;
      return {
        kind: 'response',
        status,
        statusText,
        headers: [...response.headers],
        body: await response.text(),
        delayMs,
      };
    } catch (error) {
      return { kind: 'failure', message: error instanceof Error ? error.message : String(error), delayMs: 0 };
    }
  }

  async function answerAsk(ask: RelayAsk, tabId: number, sender: Sender): Promise<RoutedAnswer | { routed: boolean }> {
    await turn;
    return ask.type === 'routing-hello' ? { routed: routed.has(tabId) } : answer(ask.call, tabId, sender);
  }

  async function letGo(tabId: number): Promise<void> {
    await turn;
    if (routed.has(tabId)) await set(tabId, { on: false });
  }

  /** Undefined for what is no question of a router's relay. */
  function hear(message: unknown, sender: Sender): Promise<unknown> | undefined {
    const ask = parseRelayAsk(message);
    const tabId = sender.tab?.id;
    if (!ask || tabId === undefined) return undefined;
    return answerAsk(ask, tabId, sender).catch(() => ({ kind: 'unrouted' }));
  }

  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    const answered = hear(message, sender);
    void answered?.then(sendResponse);
    return answered && true;
  });
  browser.runtime.onConnect.addListener((port) => {
    const { name, sender } = port;
    if (name !== PORT_NAMES.router || !sender) return;
    answerOverPort(adaptPort(port), async (ask) => (await hear(ask, sender)) ?? { kind: 'unrouted' });
  });
  browser.tabs.onRemoved.addListener((tabId) => void letGo(tabId));

  async function stateOf(tabId: number): Promise<RoutingState> {
    await turn;
    return routed.get(tabId) ?? { on: false };
  }

  const asks = {
    'set-routing': (params, { tabId }) => set(tabId, v.parse(Asked, params)),
    'routing-state': (_params, { tabId }) => stateOf(tabId),
  } satisfies Record<string, AskHandler>;

  return {
    asks,
    set,
    stateOf,
    isRouted: (tabId: number): boolean => routed.has(tabId),
    /** The tab may show another site, whose workers are the ones to cut off now, or have named another host. */
    refresh(tabId: number): void {
      void turn.then(() => {
        const state = routed.get(tabId);
        if (!state) return;
        const site = siteOf(urlOf(tabId)) ?? state.site;
        if (site === state.site && guarded.get(tabId) === hostsOf(tabId).join(' ')) return;
        const moved = { ...state, ...(site !== undefined && { site }) };
        routed.set(tabId, moved);
        return inTurn(() => writeRules(tabId, moved));
      });
    },
  };
}

function siteOf(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:/.test(url) && URL.canParse(url) ? new URL(url).hostname : undefined;
}
