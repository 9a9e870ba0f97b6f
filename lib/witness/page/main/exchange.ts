import type { RawBody, Signal } from '@/lib/witness/page/signal';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

type Bodied = Extract<Signal, { kind: 'request' | 'response' }>;
type WithoutBody<T> = T extends unknown ? Omit<T, 'body' | 'at'> & { at?: number } : never;

/** Says a request or an answer at once, and its body when the browser has read it. */
export function sayWithBody(
  { say, count }: Scene,
  signal: WithoutBody<Bodied>,
  body: RawBody | Promise<RawBody>,
): void {
  if (!body || !('then' in body)) {
    say({ ...signal, body });
    return;
  }
  const id = count();
  say({ ...signal, body: { pending: id } });
  const wait = async () => {
    let read: RawBody;
    try {
      read = await body;
    } catch (error) {
      read = { reason: JSON.stringify(snapshot(error)) };
    }
    say({ kind: 'body', id, body: read });
  };
  void wait();
}
