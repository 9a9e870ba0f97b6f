import { afterEach, beforeEach, expect, it } from 'vitest';
import { searchAhead } from '@/lib/store/search-ahead';
import { timelineOfView } from '@/lib/store/selectors';
import { searchText } from '@/lib/timeline/search-text';
import { consoleRecord, resetRecords } from '@/test/fixtures/records';
import { aPanel, type TestPanel, testClock } from './support';

let panel: TestPanel;

beforeEach(() => {
  resetRecords();
  panel = aPanel();
});
afterEach(() => panel.close());

const lines = (count: number) => Array.from({ length: count }, (_, index) => consoleRecord({ text: `line ${index}` }));

/** Its text was read before: it is not told again. */
function isReady(index: number): boolean {
  const entry = timelineOfView(panel.store.getState()).entries[index];
  if (entry?.kind !== 'console') throw new Error('There is no such line.');
  const { text } = entry;
  entry.text = 'something else';
  const ready = !searchText(entry).includes('something else');
  entry.text = text;
  return ready;
}

it('readies entries for searching once nobody waits', async () => {
  await panel.greet();
  await panel.showRecords(lines(3));
  expect(isReady(0)).toBe(false);
  panel.clock.advance(100);
  expect(isReady(1)).toBe(true);
});

it('goes on with the rest another time when there is much to do, and stops when told', async () => {
  const clock = testClock();
  // Time passes while it works.
  const stop = searchAhead(panel.store, {
    ...clock,
    now: () => {
      clock.advance(4);
      return clock.now();
    },
  });
  await panel.greet();
  await panel.showRecords(lines(450));
  clock.advance(100);
  expect(isReady(99)).toBe(true);
  expect(isReady(400)).toBe(false);
  for (let pause = 0; pause < 10; pause += 1) clock.advance(10);
  expect(isReady(401)).toBe(true);

  await panel.showRecords(lines(1));
  stop();
  clock.advance(100);
  expect(isReady(450)).toBe(false);
});
