import { INLINE_BODY_LIMIT_BYTES, STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import { boundForm } from '@/lib/model/bound-form';
import type { Observation } from '@/lib/model/observation';

/**
 * Keeps records small: a body above the inline limit goes to the body store under its digest, and the record keeps
 * its beginning. Nothing grows beyond the stored limit.
 */

export type LargeBody = { digest: string; text: string };

export type Lightened = { observation: Observation; large?: LargeBody };

export async function lighten(observation: Observation): Promise<Lightened> {
  if (observation.kind !== 'request' && observation.kind !== 'response') return { observation };
  const { body } = observation;
  if (body.kind === 'form') return { observation: { ...observation, body: boundForm(body) } };
  if (body.kind !== 'text') return { observation };
  const inline = cut(body, INLINE_BODY_LIMIT_BYTES);
  if (inline.length === body.text.length) return { observation };
  const text = cut(body, STORED_BODY_LIMIT_BYTES);
  const digest = await digestOf(text);
  const truncated = body.truncated === true || text.length < body.text.length;
  return {
    observation: { ...observation, body: { ...body, text: inline, digest, ...(truncated && { truncated }) } },
    large: { digest, text },
  };
}

/** The longest beginning that fits, never half a character nor, in base64, half a group. */
function cut({ text, encoding }: { text: string; encoding: 'utf8' | 'base64' }, limitBytes: number): string {
  if (text.length * 3 <= limitBytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(limitBytes));
  if (read === text.length) return text;
  return text.slice(0, encoding === 'base64' ? read - (read % 4) : read);
}

async function digestOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
