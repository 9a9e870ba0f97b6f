import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserName } from '@/test/e2e/support/inspector';
import type { ExportedSession, Panel } from '@/test/e2e/support/panel';
import { requestsTo } from '@/test/e2e/support/session-reading';
import { openSignedUp } from '@/test/e2e/support/signed-up';
import { until } from '@/test/e2e/support/until';
import type { World } from '@/test/e2e/support/world';
import { har12 } from '@/test/fixtures/har-1.2';

/** Files that go out of the panel and come back into it: chosen or dropped, ours or not, whole or broken. */

const MB = 1024 * 1024;

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
    let world: World;
    let panel: Panel;
    let session: ExportedSession;
    beforeAll(async () => {
      ({ world, panel } = await openSignedUp(browser));
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
      await panel.chooseFile(name, text(session), repeat);
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
      await panel.chooseFile('signup.har', har);
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
