import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSender, splitId } from '@/lib/journal/senders';

describe('what a sender has delivered', () => {
  it('takes each counter once, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), fc.nat(), (counters, stopAt) => {
        const seen = new Set<number>();
        let sender = createSender('n');
        counters.forEach((counter, index) => {
          // A stop of the background: the sender is made anew from its row.
          if (index === stopAt % 10) sender = createSender('n', sender.row());
          expect(sender.take(counter)).toBe(!seen.has(counter));
          seen.add(counter);
        });
      }),
    );
  });

  it('stays one range for a sender that delivers everything', () => {
    const sender = createSender('n');
    for (const counter of [3, 1, 2, 5, 4]) sender.take(counter);
    expect(sender.row()).toEqual({ sender: 'n', ranges: [[1, 5]] });
  });
});

describe('an id', () => {
  it('is a sender and a counter', () => {
    expect(splitId('a:b:12')).toEqual({ sender: 'a:b', counter: 12 });
  });

  it('of another shape is a sender of one', () => {
    for (const id of ['abc', 'a:', 'a:0', 'a:-1', 'a:x', ':3', 'a:1e400']) {
      expect(splitId(id)).toEqual({ sender: id, counter: 1 });
    }
  });
});
