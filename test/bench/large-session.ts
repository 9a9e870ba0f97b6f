import type { Driver } from '@/test/e2e/support/inspector';
import type { MatrixServer } from '@/test/e2e/support/matrix-server';
import { until } from '@/test/e2e/support/until';
import { consoleRecord, navigationRecord, requestRecord, resetRecords, responseRecord } from '@/test/fixtures/records';
import { aSession } from '@/test/fixtures/sessions';
import { atMost, type Measured, note, percentile } from './table';

/** A long recording opened in the panel: how soon it is there, and whether filtering and scrolling feel immediate. */

const KEYSTROKES = ['kind:', 'kind:r', 'kind:re', 'track', 'tracki', 'trackin', 'l', 'le', 'lea', 'lead', 'x', ''];

/** A navigation, then two lines and a request in turn, with its answer now and then; the file holds no entries. */
function sessionText(entries: number): string {
  resetRecords();
  const journal = [navigationRecord()];
  for (let index = 1; index < entries; index += 1) {
    if (index % 3 !== 0) journal.push(consoleRecord({ text: `[Affitor Tracker] line ${index}` }));
    else {
      const requestId = `p-${index}`;
      journal.push(requestRecord({ requestId }));
      if (index % 2 === 0) journal.push(responseRecord({ requestId }));
    }
  }
  return JSON.stringify({ ...aSession(), journal, entries: [] });
}

export async function measureLargeSession(driver: Driver, server: MatrixServer, entries: number): Promise<Measured[]> {
  const page = await driver.openPage();
  await page.goto(`${server.origin}/after.html`);
  const panel = await driver.openPanel(page);
  await panel.openTab('Timeline');
  await panel.evaluate((_probe, text) => {
    Reflect.set(window, 'benchFile', new File([text], 'large.affitor.json'));
  }, sessionText(entries));
  await panel.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    const file: unknown = Reflect.get(window, 'benchFile');
    if (!input || !(file instanceof File)) throw new Error('The panel has nothing to import with.');
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.files = transfer.files;
    const startedAt = performance.now();
    const look = () => {
      const rows = Number(document.querySelector('#timeline-grid')?.getAttribute('aria-rowcount') ?? 0);
      const passed = performance.now() - startedAt;
      if (rows > 1000 && !Reflect.has(window, 'shownAfter')) Reflect.set(window, 'shownAfter', passed);
      // The banner of a file that is there, and judged.
      if (document.body.textContent?.includes('It is read-only')) Reflect.set(window, 'wholeAfter', passed);
      else requestAnimationFrame(look);
    };
    look();
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const [shown = 0, whole = 0] = await until(
    () => panel.evaluate(() => ['shownAfter', 'wholeAfter'].map((name) => Number(Reflect.get(window, name) ?? 0))),
    ([, ms = 0]) => ms > 0,
    { what: 'the large session to be shown', timeoutMs: 120_000 },
  );
  const rows = await panel.rowCount('Timeline');
  const keystrokes = await panel.evaluate(async (probe, texts) => {
    const box = probe.find('searchbox', 'Filter');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const text of texts) {
        await frame();
        const startedAt = performance.now();
        probe.fill(box, text);
        await frame();
        await new Promise((resolve) => setTimeout(resolve));
        times.push(performance.now() - startedAt);
      }
    }
    return times;
  }, KEYSTROKES);
  const frames = await panel.evaluate(async (probe) => {
    const scroller = probe.find('grid', 'Timeline').querySelector('[role=rowgroup]');
    if (!scroller) throw new Error('The Timeline has nothing to scroll.');
    const times: number[] = [];
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step < 240; step += 1) {
      scroller.scrollTop = (scroller.scrollHeight * step) / 240;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      times.push(now - last);
      last = now;
    }
    return times;
  });
  await page.close();
  return [
    note('recording opened, entries', rows),
    atMost('  first rows shown after', shown / 1000, 1.5, 's'),
    note('  all of it, judged, after', Number((whole / 1000).toFixed(2)), 's'),
    atMost('  filter keystroke, p95', percentile(keystrokes, 0.95), 50, 'ms'),
    note('  filter keystroke, longest', Math.round(Math.max(...keystrokes)), 'ms'),
    note('  filter keystroke, median', Number(percentile(keystrokes, 0.5).toFixed(1)), 'ms'),
    atMost('  longest frame while scrolling', Math.max(...frames), 50, 'ms'),
  ];
}
