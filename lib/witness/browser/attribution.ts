/**
 * Says whose a worker's request is. The browser names no tab for service and shared workers, only where they come
 * from: with one tab of that origin it is certain, with several each of them gets it.
 */
export type Attribution = (requestId: string, initiator: string | undefined) => Promise<readonly number[]>;

const REMEMBERED = 500;

/** `tabsOf` resolves to the tabs that show a document of an origin. */
export function createAttribution(tabsOf: (origin: string) => Promise<readonly number[]>): Attribution {
  /** A request's later events go where its first one went, also when tabs came or left meanwhile. */
  const decided = new Map<string, Promise<readonly number[]>>();

  return (requestId, initiator) => {
    const known = decided.get(requestId);
    if (known) return known;
    const origin = originOf(initiator);
    const tabIds = origin === undefined ? Promise.resolve([]) : tabsOf(origin);
    decided.set(requestId, tabIds);
    const [oldest] = decided.keys();
    if (decided.size > REMEMBERED && oldest !== undefined) decided.delete(oldest);
    return tabIds;
  };
}

function originOf(initiator: string | undefined): string | undefined {
  if (initiator === undefined || !URL.canParse(initiator)) return undefined;
  const { origin } = new URL(initiator);
  return origin === 'null' ? undefined : origin;
}
