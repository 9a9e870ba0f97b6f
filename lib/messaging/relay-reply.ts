import type { RelayReply } from './protocol';

/**
 * Reads what the background tells a relay. Our own background's word needs no schema, and a script in every frame of
 * every page had better be short; what the page says is parsed by the background.
 */
export function readRelayReply(reply: unknown): RelayReply | undefined {
  if (typeof reply !== 'object' || reply === null || !Object.hasOwn(reply, 'type') || !('type' in reply))
    return undefined;
  const { type } = reply;
  if (type === 'reload-needed') return { type };
  if (type === 'ack' && 'counter' in reply && typeof reply.counter === 'number')
    return { type, counter: reply.counter };
  const isHello =
    type === 'hello' && 'recording' in reply && 'routed' in reply && 'hosts' in reply && Array.isArray(reply.hosts);
  return isHello ? (reply as Extract<RelayReply, { type: 'hello' }>) : undefined;
}
