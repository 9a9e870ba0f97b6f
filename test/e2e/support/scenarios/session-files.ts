import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName, PageUnderTest } from '@/test/e2e/support/inspector';
import { integrationNamed, land, signUp } from '@/test/e2e/support/journey';
import type { ExportedSession, Panel } from '@/test/e2e/support/panel';
import { requestsTo } from '@/test/e2e/support/session-reading';
import { until } from '@/test/e2e/support/until';
import { openWorld, type World } from '@/test/e2e/support/world';
import { har12 } from '@/test/fixtures/har-1.2';

/** Files that go out of the panel and come back into it: chosen or dropped, ours or not, whole or broken. */

const MB = 1024 * 1024;

/** As the browser's own dialog, which no test can work, would do it; `repeat` makes a large file of little memory. */
const choose = (panel: Panel, name: string, text: string, repeat = 1) =>
  panel.evaluate(
    (_probe, name, text, repeat) => {
      const input = document.querySelector<HTMLInputElement>('input[type=file][aria-label="Session file"]');
      if (!input) throw new Error('The panel takes no session file.');
      const part = new Blob([text]);
      const chosen = new DataTransfer();
      chosen.items.add(new File(Array(repeat).fill(part), name));
      input.files = chosen.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    text,
    repeat,
  );

/** Tells whether the panel offered to take it while it was over it. */
const drop = (panel: Panel, name: string, text: string): Promise<boolean> =>
  panel.evaluate(
    (_probe, name, text) => {
      const dragged = new DataTransfer();
      dragged.items.add(new File([text], name));
      const target = document.querySelector('main') ?? document.body;
      const tell = (type: string) =>
        target.dispatchEvent(new DragEvent(type, { dataTransfer: dragged, bubbles: true, cancelable: true }));
      const isTaken = !tell('dragover');
      tell('drop');
      return isTaken;
    },
    name,
    text,
  );

const newer = (session: ExportedSession) => JSON.stringify({ ...session, version: 99 });
const damaged = (session: ExportedSession) => JSON.stringify({ ...session, journal: [{ kind: 'nothing' }] });
const cut = (session: ExportedSession) => JSON.stringify(session).slice(0, 3000);

const UNUSABLE: [what: string, text: (session: ExportedSession) => string, repeat: number, reason: string][] = [
  ['corrupt', damaged, 1, 'damaged: "journal.0'],
  ['truncated', cut, 1, 'ends too early'],
  ['foreign', () => '{"name":"package"}', 1, 'not an Affitor Inspector session'],
  ['newer', newer, 1, 'newer Affitor Inspector'],
  ['no JSON', () => 'hello', 1, 'not valid JSON'],
  ['broken HAR', () => '{"log":{"version":"1.2","entries":[{', 1, 'ends too early'],
  ['of 500 MB', () => 'x'.repeat(MB), 500, 'The file is 500 MB'],
];

export const sessionFiles = (browser: BrowserName) =>
  describe(`Session files in ${browser}`, () => {
    const v1 = integrationNamed('v1');
    let world: World;
    let page: PageUnderTest;
    let panel: Panel;
    let session: ExportedSession;
    beforeAll(async () => {
      world = await openWorld(browser);
      page = await world.openPage();
      await land(page, world.shop.origin, v1);
      panel = await world.driver.openPanel(page);
      await signUp(page, world.shop.origin, v1);
      await panel.untilVerdict('attributed');
      session = await panel.exportSession();
    });
    afterAll(() => world?.close());

    const shown = async () => ({ ...(await panel.verdict()), findings: await panel.findings() });

    test('a session that is dropped on the panel opens, and is left again', async () => {
      const live = await shown();
      await panel.click('button', 'Clear');
      await panel.untilVerdict('no-tracker');
      expect(await drop(panel, 'dropped.affitor.json', JSON.stringify(session))).toBe(true);
      await panel.untilVerdict('attributed');
      expect(await shown()).toEqual(live);
      expect(await panel.has('button', 'Back to this page')).toBe(true);
    });

    test.each(UNUSABLE)('a file that is %s is refused with the reason, and what is open stays', async (...file) => {
      const [what, text, repeat, reason] = file;
      const name = `${what}.affitor.json`;
      await choose(panel, name, text(session), repeat);
      const refusal = await until(
        () => panel.evaluate((probe) => probe.all('alert').map(probe.textOf).join()),
        (said) => said.includes(name),
        { what: `${name} to be refused` },
      );
      expect(refusal).toContain(`${name} was not imported.`);
      expect(refusal).toContain(reason);
      expect((await panel.verdict()).value).toBe('attributed');
      expect(await panel.has('button', 'Back to this page')).toBe(true);
      await panel.click('button', 'Dismiss');
    });

    test('a HAR of it is valid, opens here and in Chromium’s Network panel, and gives the same verdict', async () => {
      const har = await panel.exportHar();
      expect(v.safeParse(har12, JSON.parse(har)).issues ?? []).toEqual([]);
      await panel.click('button', 'Back to this page');
      await panel.untilVerdict('no-tracker');
      await choose(panel, 'signup.har', har);
      await panel.untilVerdict('attributed');
      const { openHar } = world.driver;
      if (openHar) {
        const asked = requestsTo(session, 'click').map(({ url, status }) => ({ method: 'POST', url, status }));
        expect(asked).toHaveLength(1);
        const listed = await openHar(har);
        expect(listed).toEqual(expect.arrayContaining(asked));
        expect(listed).toHaveLength(JSON.parse(har).log.entries.length);
      }
      expect(openHar !== undefined).toBe(browser === 'chromium');
      await panel.click('button', 'Back to this page');
    });
  });
