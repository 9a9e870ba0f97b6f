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
import { findCut } from '@/test/e2e/support/cut-words';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import { type KnownWords, knownWords, type Recorded } from '@/test/e2e/support/known-words';
import { type Panel, TABS } from '@/test/e2e/support/panel';
import { EXTENSIONS } from '@/test/e2e/support/paths';
import { LETTERS, type PseudoExtension, pseudoExtension, withoutPseudo } from '@/test/e2e/support/pseudo-locale';
import { until, untilLoaded } from '@/test/e2e/support/until';
import { type Act, lookAfter } from '@/test/e2e/support/visible-words';
import { launchDriver } from '@/test/e2e/support/world';
import { SCENES } from '@/test/fixtures/scenes';
import { sessionParts } from '@/test/fixtures/sessions';

/**
 * The extension in a language made for this: whatever shows up in plain English was not made a message, and what has no
 * room for its longer words is told, in a wide panel and in one docked at the side.
 */

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

const of = (...names: string[]) => names.map((name) => recorded(name, SCENES[name] ?? []));

const FEW = of('a v2 signup through the queue', 'a console that tells of an id');

/** Between them they fill every view. Words are the same in both browsers, so where looking takes longer, few do. */
const RECORDED: Record<BrowserName, readonly Scene[]> = {
  chromium: [
    ...FEW,
    ...of('a v1 signup', 'a lead refused', 'two leads of different users', 'a lead in a misspelt queue'),
  ],
  firefox: FEW,
};

/** What the demo shows of pages that nobody records. */
const DRAWN = [
  maskPersonal(VISITOR.email),
  // Which may be broken at its host.
  ...maskPersonal(VISITOR.email).split(/(?<=@)/),
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

/** Docked below, and at the side as narrow as it goes. */
const SIZES = [
  { width: 1280, height: 720 },
  { width: 320, height: 720 },
];

type Seen = { texts: string[]; cut: string[] };

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
      known = knownWords([...RECORDED[browser], await played()], [site.url, ...DRAWN, ...CONDITIONS]);
    });
    afterAll(async () => {
      await driver?.close();
      await extension?.remove();
      site?.close();
    });

    /** What is no message and no data, and what cannot be read whole, with the view it was first seen in. */
    let faults = new Map<string, string>();
    let looks = 0;

    const note = (view: string, { texts, cut }: Seen) => {
      looks += 1;
      for (const text of [...texts.filter((text) => !known.has(withoutPseudo(text))), ...cut])
        if (!faults.has(text)) faults.set(text, view);
    };
    const lookIn: (evaluate: (act: Act) => Promise<Seen | undefined>) => Look =
      (evaluate) =>
      async (view, act = {}) => {
        const seen = await evaluate(act);
        if (seen) note(view, seen);
        return seen !== undefined;
      };
    const look = lookIn((act) => panel.evaluate(seenAfter<[unknown, Act]>('_probe', 'act'), act));

    /** Clicks whatever the selector finds, one after the other. */
    const lookAtEach = async (view: string, click: string, then?: (place: string) => Promise<void>) => {
      for (let nth = 0; await look(`${view}, ${click} ${nth + 1}`, { click, nth }); nth += 1)
        await then?.(`${view} ${nth + 1}`);
    };

    /** What was found since it was last asked for, as `view: text`. */
    const found = () => {
      const lines = [...faults].map(([text, view]) => `${view}: ${text}`);
      faults = new Map();
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
      // Before the forms, which begin where one types.
      await look('keyboard', { key: '?' });
      await press('layout.closeKeyboard');
      await openTab('Replay');
      await press('replay.pasteCurl');
      await openTab('Checks');
      await press('checks.addTemplate');
      await look('checks.template', { click: '[role=menuitem]' });
      await press('checks.detail.edit');
      await press('checks.add');
      await press('layout.exportSession');
      await press('session.preview');
      await press('common.cancel');
    };

    test.each(SIZES)(
      'a panel of $width px without a tracker says nothing but messages, and all of them',
      async (size) => {
        await panel.resize(size);
        await lookAround('no tracker');
        await lookIntoDialogs();
        await openTab('Overview');
        await look('siteTest.title', { button: extension.say('siteTest.title') });
        await look('siteTest.close', { button: extension.say('siteTest.close') });
        expect(found()).toEqual([]);
      },
    );

    test.each(RECORDED[browser])(
      'a panel with $name says nothing but messages and data, and all of them',
      async (scene) => {
        await open(scene);
        for (const size of SIZES) {
          await panel.resize(size);
          const before = looks;
          await lookAround(`${scene.name}, ${size.width} px`);
          expect(found()).toEqual([]);
          // Not the views alone: what can be chosen in them as well.
          expect(looks - before).toBeGreaterThan(3 * TABS.length);
        }
      },
    );

    test.each([
      // The popup gives its window the width it needs.
      { name: 'popup', sizes: [] },
      { name: 'options', sizes: SIZES },
      { name: 'demo', sizes: SIZES },
    ])('$name says nothing but messages and data, and all of them', async ({ name, sizes }) => {
      const origin = await driver.extensionOrigin();
      const other = await driver.openPage();
      const lookThere = lookIn((act) => other.evaluate(seenAfter<[Act]>('act'), act));
      for (const viewport of [undefined, ...sizes]) {
        if (viewport) await other.emulate({ viewport });
        await other.goto(`${origin}/${name}.html`);
        await untilLoaded(
          () => other.evaluate(() => document.querySelectorAll('button').length),
          (count) => count > 0,
          { what: `${name} to be drawn` },
        );
        const place = `${name}, ${viewport?.width ?? 'any'} px`;
        await lookThere(place);
        if (name === 'demo')
          for (let act = 1; act < 5; act += 1) await lookThere(`${place}, act ${act + 1}`, { key: 'ArrowRight' });
      }
      await other.close();
      expect(found()).toEqual([]);
    });
  });

/** As an evaluation wants it, whose parameters are given by name; the last is the act. */
const seenAfter = <A extends unknown[]>(...parameters: string[]): ((...args: A) => Promise<Seen | undefined>) =>
  new Function(
    ...parameters,
    `return (${lookAfter})(act).then((texts) => texts && { texts, cut: (${findCut})(${JSON.stringify(LETTERS)}) })`,
  ) as (...args: A) => Promise<Seen | undefined>;
