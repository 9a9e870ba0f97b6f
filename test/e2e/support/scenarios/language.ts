import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIRST_CHOICES } from '@/lib/demo/choices';
import { maskPersonal } from '@/lib/demo/mask';
import { rehearse } from '@/lib/demo/play';
import { SHOP, VISITOR } from '@/lib/demo/shop';
import { describeCondition } from '@/lib/expectations/describe';
import { TEMPLATES } from '@/lib/expectations/templates';
import type { JournalRecord } from '@/lib/model/observation';
import { judge } from '@/lib/rules/judge';
import { writeSession } from '@/lib/session/session-file';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { type KnownWords, knownWords, type Recorded } from '@/test/e2e/support/known-words';
import { type Panel, TABS } from '@/test/e2e/support/panel';
import { EXTENSIONS } from '@/test/e2e/support/paths';
import { type PseudoExtension, pseudoExtension, withoutPseudo } from '@/test/e2e/support/pseudo-locale';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { type Act, lookAfter } from '@/test/e2e/support/visible-words';
import { launchDriver } from '@/test/e2e/support/world';
import { SCENES } from '@/test/fixtures/scenes';
import { sessionParts } from '@/test/fixtures/sessions';

/** The extension in a language made for this: whatever shows up in plain English was not made a message. */

/** A site without a tracker, and without a word. */
const emptySite = async () => {
  const server = http.createServer((_request, response) => response.setHeader('content-type', 'text/html').end());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // It listens on a port, and so its address is no path.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close().closeAllConnections() };
};

type Scene = Recorded & { name: string };

const recorded = (name: string, records: JournalRecord[]): Scene => {
  const timeline = foldAll(emptyTimeline(), records);
  const judgement = judge(timeline);
  return { name, timeline, judgement, session: writeSession({ ...sessionParts(), records, timeline, judgement }) };
};

/** Between them they fill every view. */
const RECORDED = [
  'a v1 signup',
  'a v2 signup through the queue',
  'a lead refused',
  'two leads of different users',
  'a console that tells of an id',
  'a lead in a misspelt queue',
].map((name) => recorded(name, SCENES[name] ?? []));

/** What the demo shows of pages that nobody records. */
const DRAWN = [
  maskPersonal(VISITOR.email),
  `${FIRST_CHOICES.partner}.example/`,
  `${SHOP.origin}/signup`,
  `${SHOP.origin}/checkout`,
];

/** The conditions of the ready-made checks, as the engine words them. */
const CONDITIONS = TEMPLATES.flatMap(({ checks }) => checks.map(({ expect }) => describeCondition(expect)));

/** What the demo page plays. */
const played = async (): Promise<Scene> =>
  recorded(
    'the demo',
    (await rehearse(FIRST_CHOICES)).acts.flatMap(({ records }) => records),
  );

const VIEW = '[role=tabpanel]';

type Look = (view: string, act?: Act) => Promise<boolean>;

export const language = (browser: BrowserName) =>
  describe(`Another language in ${browser}`, () => {
    let site: { url: string; close(): void };
    let extension: PseudoExtension;
    let driver: Driver;
    let page: PageUnderTest;
    let panel: Panel;
    let known: KnownWords;
    beforeAll(async () => {
      extension = await pseudoExtension(EXTENSIONS[browser]);
      driver = await launchDriver(browser, { extension });
      page = await driver.openPage();
      site = await emptySite();
      await page.goto(site.url);
      panel = await driver.openPanel(page);
      known = knownWords([...RECORDED, await played()], [site.url, ...DRAWN, ...CONDITIONS]);
    });
    afterAll(async () => {
      await driver?.close();
      await extension?.remove();
      site?.close();
    });

    /** What is no message and no data, with the view it was first seen in. */
    let foreign = new Map<string, string>();
    let looks = 0;

    const note = (view: string, texts: string[]) => {
      looks += 1;
      for (const text of texts) {
        if (!known.has(withoutPseudo(text)) && !foreign.has(text)) foreign.set(text, view);
      }
    };
    const lookIn: (evaluate: (act: Act) => Promise<string[] | undefined>) => Look =
      (evaluate) =>
      async (view, act = {}) => {
        const seen = await evaluate(act);
        if (seen) note(view, seen);
        return seen !== undefined;
      };
    const look = lookIn((act) => panel.evaluate(lookAfterIn(), act));

    /** Clicks whatever the selector finds, one after the other. */
    const lookAtEach = async (view: string, click: string, then?: (place: string) => Promise<void>) => {
      for (let nth = 0; await look(`${view}, ${click} ${nth + 1}`, { click, nth }); nth += 1)
        await then?.(`${view} ${nth + 1}`);
    };

    /** What was found since it was last asked for, as `view: text`. */
    const found = () => {
      const lines = [...foreign].map(([text, view]) => `${view}: ${text}`);
      foreign = new Map();
      return lines;
    };

    const openTab = (tab: string) => look(tab, { click: `#tab-${tab.toLowerCase()}` });

    const open = async ({ name, session }: Scene) => {
      const file = `${name}.affitor.json`;
      await panel.chooseFile(file, JSON.stringify(session));
      await openTab('Overview');
      await until(
        () =>
          panel.evaluate((_probe, file) => {
            const value = document.querySelector<HTMLElement>('[data-verdict]')?.dataset.verdict;
            return document.body.textContent?.includes(file) ? value : undefined;
          }, file),
        (value) => value === session.verdict.value,
        { what: `${file} to be open` },
      );
    };

    /** Every view, each with whatever can be chosen in it. */
    const lookAround = async (view: string) => {
      for (const tab of TABS) {
        await openTab(tab);
        const place = `${view}, ${tab}`;
        await lookAtEach(place, `${VIEW} [role=row]:has([role=gridcell])`, (row) =>
          lookAtEach(row, `${VIEW} [role=tab]`),
        );
        await lookAtEach(place, `${VIEW} [role=option]`);
        await lookAtEach(place, `${VIEW} :is([aria-expanded=false], details:not([open]) > summary)`);
      }
    };

    /** What opens on a button, or on a key, and is left again. */
    const lookIntoDialogs = async () => {
      const press = async (key: string) => {
        if (!(await look(key, { button: extension.say(key) }))) throw new Error(`There is no button “${key}”.`);
      };
      await openTab('Replay');
      await press('replay.pasteCurl');
      await openTab('Checks');
      await press('checks.addTemplate');
      await look('checks.template', { click: '[role=menuitem]' });
      await press('checks.detail.edit');
      await press('checks.add');
      await look('keyboard', { key: '?' });
      await press('layout.closeKeyboard');
      await press('layout.exportSession');
      await press('session.preview');
      await press('common.cancel');
    };

    test('a panel without a tracker says nothing but messages', async () => {
      await lookAround('no tracker');
      await lookIntoDialogs();
      await openTab('Overview');
      await look('siteTest.title', { button: extension.say('siteTest.title') });
      expect(found()).toEqual([]);
    });

    test.each(RECORDED)('a panel with $name says nothing but messages and data', async (scene) => {
      await open(scene);
      const before = looks;
      await lookAround(scene.name);
      expect(found()).toEqual([]);
      // Not the views alone: what can be chosen in them as well.
      expect(looks - before).toBeGreaterThan(3 * TABS.length);
    });

    test.each(['popup', 'options', 'demo'])('%s says nothing but messages and data', async (name) => {
      const origin = await driver.extensionOrigin();
      const other = await driver.openPage();
      await other.goto(`${origin}/${name}.html`);
      await untilLoaded(
        () => other.evaluate(() => document.querySelectorAll('button').length),
        (count) => count > 0,
        { what: `${name} to be drawn` },
      );
      const lookThere = lookIn((act) => other.evaluate(lookAfter, act));
      await lookThere(name);
      if (name === 'demo')
        for (let act = 1; act < 5; act += 1) await lookThere(`demo, act ${act + 1}`, { key: 'ArrowRight' });
      await other.close();
      expect(found()).toEqual([]);
    });
  });

/** As the panel's own evaluation wants it, with its probe first. */
const lookAfterIn = (): ((probe: unknown, act: Act) => Promise<string[] | undefined>) =>
  new Function('_probe', 'act', `return (${lookAfter})(act)`) as (
    probe: unknown,
    act: Act,
  ) => Promise<string[] | undefined>;
