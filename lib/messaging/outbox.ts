import type { Body } from '@/lib/model/body';
import type { Observation, Report, Witness } from '@/lib/model/observation';

/**
 * What a relay has numbered and not yet seen stored. Bounded, since a page can flood it: what does not fit is counted,
 * and told as a gap.
 */
export type Outbox = {
  add(report: Report): void;
  /** The next batch that this port has not carried; empty when there is none. */
  next(): Observation[];
  /** A new port: everything that was not acknowledged goes again. */
  rewind(): void;
  acknowledge(counter: number): void;
  /** Those with a higher counter, in order. */
  unacknowledged(after: number): Observation[];
  clear(): void;
};

type Kept = { counter: number; observation: Observation; characters: number };

const COUNT_LIMIT = 60_000;
const CHARACTER_LIMIT = 64 * 1024 * 1024;
const BATCH_COUNT_LIMIT = 500;
const BATCH_CHARACTER_LIMIT = 4 * 1024 * 1024;
/** A burst passes, as of pushes with all that follows from them; a flood without end does not. */
const PER_SECOND = 3_000;

export function createOutbox(nonce: string, now: () => number): Outbox {
  let kept: Kept[] = [];
  let characters = 0;
  let counter = 0;
  let posted = 0;
  let dropped = 0;
  let allowance = COUNT_LIMIT;
  let refilledAt = now();

  const admits = (size: number): boolean => {
    const at = now();
    allowance = Math.min(COUNT_LIMIT, allowance + ((at - refilledAt) / 1000) * PER_SECOND);
    refilledAt = at;
    if (allowance < 1 || kept.length >= COUNT_LIMIT || characters + size > CHARACTER_LIMIT) return false;
    allowance -= 1;
    return true;
  };

  const keep = (report: Report, source: Witness, size: number) => {
    counter += 1;
    kept.push({ counter, observation: { ...report, id: `${nonce}:${counter}`, source }, characters: size });
    characters += size;
  };

  return {
    add(report) {
      const size = sizeOf(report);
      if (!admits(size)) {
        dropped += 1;
        return;
      }
      if (dropped > 0) {
        const message = 'The page reported more than could be kept.';
        keep({ kind: 'storage', phase: 'gap', message, count: dropped, at: report.at }, 'extension', message.length);
        dropped = 0;
      }
      keep(report, 'page', size);
    },

    next() {
      const batch: Observation[] = [];
      let size = 0;
      for (const { counter: number, observation, characters: more } of kept) {
        if (number <= posted) continue;
        if (batch.length >= BATCH_COUNT_LIMIT || (batch.length > 0 && size + more > BATCH_CHARACTER_LIMIT)) break;
        batch.push(observation);
        size += more;
        posted = number;
      }
      return batch;
    },

    rewind() {
      posted = 0;
    },

    acknowledge(upTo) {
      kept = kept.filter((one) => {
        if (one.counter > upTo) return true;
        characters -= one.characters;
        return false;
      });
    },

    unacknowledged: (after) =>
      kept.filter(({ counter: number }) => number > after).map(({ observation }) => observation),

    clear() {
      kept = [];
      characters = 0;
    },
  };
}

/** Near enough for a limit: bodies and values are what makes a report large. */
export function sizeOf(report: Report): number {
  const body = 'body' in report ? charactersOf(report.body) : 0;
  const values = 'args' in report || 'value' in report || 'item' in report ? JSON.stringify(report).length : 0;
  return 500 + body + values;
}

function charactersOf(body: Body): number {
  if (body.kind === 'text') return body.text.length;
  if (body.kind !== 'form') return 0;
  return body.fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}
