import * as v from 'valibot';

/**
 * What travels between a routed page, the relay beside it and the background that answers. The page's part is hostile
 * until parsed, like everything a page says.
 */
export const ROUTED_CARRIERS = ['fetch', 'xhr', 'beacon'] as const;

const header = v.tuple([v.string(), v.string()]);

const routedCallSchema = v.object({
  id: v.number(),
  carrier: v.picklist(ROUTED_CARRIERS),
  method: v.string(),
  url: v.string(),
  headers: v.array(header),
  body: v.nullable(v.string()),
  stack: v.string(),
});

export type RoutedCall = v.InferOutput<typeof routedCallSchema>;

const routedAnswerSchema = v.variant('kind', [
  v.object({
    kind: v.literal('response'),
    status: v.number(),
    statusText: v.string(),
    headers: v.array(header),
    body: v.string(),
    delayMs: v.number(),
  }),
  v.object({ kind: v.literal('failure'), message: v.string(), delayMs: v.number() }),
  /** The tab is not routed any more: the page's own call goes ahead. */
  v.object({ kind: v.literal('unrouted') }),
]);

export type RoutedAnswer = v.InferOutput<typeof routedAnswerSchema>;

/** Relay → background, by `runtime.sendMessage`, which outlives a stopped background and a closing page. */
const relayAskSchema = v.variant('type', [
  v.object({ type: v.literal('routing-hello') }),
  v.object({ type: v.literal('routed-call'), call: routedCallSchema }),
]);

export type RelayAsk = v.InferOutput<typeof relayAskSchema>;

/** Background → relay, when routing is switched in a page that is open. */
const switchSchema = v.object({ type: v.literal('routing'), on: v.boolean() });

export const isRoutingSwitch = (message: unknown): message is { type: 'routing'; on: boolean } =>
  v.is(switchSchema, message);

/** The page's own frames of a stack: what our scripts add tells nobody where a call came from. */
export const pageFrames = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => !/(?:chrome|moz)-extension:\/\/[^/]+\/content-scripts\//.test(line))
    .join('\n');

/** Undefined for messages of others. */
export function parseRelayAsk(message: unknown): RelayAsk | undefined {
  const parsed = v.safeParse(relayAskSchema, message);
  return parsed.success ? parsed.output : undefined;
}

export function parseRoutedCall(text: unknown): RoutedCall | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), routedCallSchema), text);
  return parsed.success ? parsed.output : undefined;
}

/** What no background of ours said counts as not routed, so that the page goes on. */
export function parseRoutedAnswer(message: unknown): RoutedAnswer {
  const parsed = v.safeParse(routedAnswerSchema, message);
  return parsed.success ? parsed.output : { kind: 'unrouted' };
}
