/**
 * Ids for observations made in the extension itself: `<name><random>-<tab>:<counter>`. Each tab has a sequence of its
 * own, since journals tell what they have by unbroken counters.
 */
export function createIds(name: string): (tabId: number) => string {
  const random = crypto.randomUUID().slice(0, 8);
  const counters = new Map<number, number>();
  return (tabId) => {
    const counter = (counters.get(tabId) ?? 0) + 1;
    counters.set(tabId, counter);
    return `${name}${random}-${tabId}:${counter}`;
  };
}
