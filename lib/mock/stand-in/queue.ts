import { QUEUE_NAME } from '@/lib/tracker/dialects';
import type { PageWindow } from './setup';

/** The calls a page queued before the tracker was there: taken out in order, each run on its own. */

export type RunItem = (method: string, args: unknown[]) => void;

export function drainQueue(
  page: PageWindow,
  run: RunItem,
  complain: (...args: unknown[]) => void,
  live: boolean,
): void {
  const queue: unknown = Reflect.get(page, QUEUE_NAME);
  if (!Array.isArray(queue)) return;
  const runItem = (item: unknown) => {
    if (!Array.isArray(item) || typeof item[0] !== 'string') {
      complain('Queue item is not an array with a method name:', item);
      return;
    }
    try {
      run(item[0], item.slice(1));
    } catch (error) {
      complain('Queue item failed:', item[0], error);
    }
  };
  if (Object.isFrozen(queue) || Object.isSealed(queue)) {
    for (const item of queue) runItem(item);
    return;
  }
  while (queue.length > 0) {
    const before = queue.length;
    const item = queue.shift();
    // A page's own `shift` that takes nothing out would keep this going for ever.
    const isTaken = queue.length < before;
    runItem(item);
    if (!isTaken) break;
  }
  if (!live) return;
  queue.push = (...items: unknown[]) => {
    for (const item of items) runItem(item);
    return 0;
  };
}
