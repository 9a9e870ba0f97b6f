import type { Signal } from '@/lib/witness/page/signal';
import { wellFormed } from './body';

/** A page can send anything: no signal of ours is longer. */
const LENGTH_LIMIT = 64 * 1024 * 1024;

/**
 * Reads what came from the page's own world. Only what every signal has is checked here: its fields are read with
 * care, and the report made of them is parsed as a whole before it goes anywhere. Throws on anything else.
 */
export function parseSignal(text: unknown): Signal {
  if (typeof text !== 'string' || text.length > LENGTH_LIMIT) throw new TypeError('not a signal');
  const hasHalfPairs = /\\ud[89a-f]/i.test(text);
  const signal: unknown = hasHalfPairs ? JSON.parse(text, mend) : JSON.parse(text);
  const isSignal =
    typeof signal === 'object' &&
    signal !== null &&
    'kind' in signal &&
    typeof signal.kind === 'string' &&
    'at' in signal &&
    typeof signal.at === 'number';
  if (!isSignal) throw new TypeError('not a signal');
  return signal as Signal;
}

/** Half a surrogate pair does not pass every browser's ports. */
const mend = (_key: string, value: unknown): unknown => (typeof value === 'string' ? wellFormed(value) : value);
