import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JournalRecord } from '@/lib/model/observation';
import { RULES } from '@/lib/rules/registry';
import { readHar } from '@/lib/session/har-in';
import { harText } from '@/lib/session/har-out';
import { redact } from '@/lib/session/redaction';
import { sessionText } from '@/lib/session/session-file';
import { CORPUS } from '@/test/e2e/support/corpus/catalogue';
import { NOT_IN_A_HAR } from '@/test/e2e/support/corpus/har-limits';
import { faultsOf, judged, sessionOf } from '@/test/e2e/support/corpus/judged';
import type { CorpusPage } from '@/test/e2e/support/corpus/page';
import { PLANTED, secretsIn } from '@/test/e2e/support/corpus/secrets';
import { type CorpusServer, startCorpusServer } from '@/test/e2e/support/corpus/server';
import type { BrowserName, Driver, PageUnderTest } from '@/test/e2e/support/inspector';
import type { ExportedSession, Panel } from '@/test/e2e/support/panel';
import { CLI } from '@/test/e2e/support/paths';
import { route } from '@/test/e2e/support/routing-switch';
import { at } from '@/test/e2e/support/session-reading';
import { until } from '@/test/e2e/support/until';
import { launchDriver } from '@/test/e2e/support/world';

/** Sites as people build them, sound and broken: what the panel finds on each is exactly what is wrong with it. */

/** A browser with a page, its panel and a server of its own: what a page of the corpus is shown in. */
type Lane = { server: CorpusServer; driver: Driver; page: PageUnderTest; panel: Panel; isRouted: boolean };

/** Most of a page's time is waiting: two browsers wait side by side. As many as the project runs tests at once. */
const LANES = 2;

const openLane = async (browser: BrowserName): Promise<Lane> => {
  const server = await startCorpusServer();
  const driver = await launchDriver(browser);
  const page = await driver.openPage();
  const panel = await driver.openPanel(page);
  await panel.openTab('Overview');
  return { server, driver, page, panel, isRouted: false };
};

const begin = async (lane: Lane, one: CorpusPage): Promise<string> => {
  const { server, driver, page, panel } = lane;
  // While the last page is still there, so that the end of its cookies is told of it and not of the next one.
  await driver.clearCookies();
  await until(
    () => panel.evaluate((probe) => probe.find('tab', 'Cookies').getAttribute('aria-description')),
    (count) => count === null,
    { what: 'the cookies of the last page to be gone' },
  );
  await page.goto('about:blank');
  if (lane.isRouted !== (one.routed === true)) {
    lane.isRouted = one.routed === true;
    await route(panel, lane.isRouted);
    await panel.openTab('Overview');
  }
  await panel.click('button', 'Clear');
  server.show(one);
  const host = one.host ?? '127.0.0.1';
  return one.secure ? `https://${host}:${server.securePort}` : `http://${host}:${server.port}`;
};

/** What the panel shows: the verdict, and the rules above info that no other finding explains away. */
const shownBy = async (panel: Panel) => {
  const { value } = await panel.verdict();
  const above = (await panel.findings()).filter(({ severity }) => severity !== 'info');
  return `${value}: ${[...new Set(above.map(({ rule }) => rule))].sort().join(' ')}`;
};

/** The session once its journal is judged as the page expects, or else as it is in the end. */
const untilWhole = async (panel: Panel, one: CorpusPage): Promise<ExportedSession> => {
  let last: ExportedSession | undefined;
  const isWhole = (session: ExportedSession) => {
    last = session;
    return faultsOf(one, sessionOf(session).journal).length === 0;
  };
  return until(() => panel.exportSession(), isWhole, { what: `${one.name} to be whole`, timeoutMs: 4000 }).catch(
    (error: unknown) => {
      if (last) return last;
      throw error;
    },
  );
};

export const corpus = (browser: BrowserName) =>
  describe(`The corpus in ${browser}`, () => {
    const lanes: Lane[] = [];
    const free: Lane[] = [];
    const recorded = new Map<CorpusPage, JournalRecord[]>();
    const sessions = new Map<CorpusPage, ExportedSession>();

    beforeAll(async () => {
      const opening = Array.from({ length: LANES }, () => openLane(browser).then((lane) => lanes.push(lane)));
      const failed = (await Promise.allSettled(opening)).find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      free.push(...lanes);
    });
    afterAll(async () => {
      console.log(tableOf(recorded));
      for (const { driver, server } of lanes) {
        await driver.close();
        await server.close();
      }
    });

    /** In a lane that no other test is in. */
    const inLane = async <T>(work: (lane: Lane) => Promise<T>): Promise<T> => {
      const lane = free.pop();
      if (!lane) throw new Error(`More than ${LANES} tests run at once.`);
      try {
        return await work(lane);
      } finally {
        free.push(lane);
      }
    };

    test.concurrent.each(CORPUS.map((one) => [one.name, one] as const))('%s', (_name, one) =>
      inLane(async (lane) => {
        const { page, panel } = lane;
        const origin = await begin(lane, one);
        await page.goto(origin + one.start);
        for (const step of one.steps) await step({ page, origin });
        const rules = [...new Set(one.expect.map((name) => name.split('<-')[0]))].sort();
        const wanted = `${one.verdict}: ${rules.join(' ')}`;
        const showing = until(
          () => shownBy(panel),
          (seen) => seen === wanted,
          { what: wanted, timeoutMs: 8000 },
        );
        const failure = await showing.then(
          () => undefined,
          (error: unknown) => error,
        );
        // With the time the panel withholds what may still come; the recording by itself is whole only once it came.
        const session = await untilWhole(panel, one);
        const { journal } = sessionOf(session);
        sessions.set(one, session);
        recorded.set(one, journal);
        expect(faultsOf(one, journal)).toEqual([]);
        if (failure) throw failure;
      }),
    );

    test('the command line tool judges the exported sessions as the panel does', async () => {
      const verdicts = await checkedByCli([...sessions.values()]);
      expect(verdicts).toEqual([...recorded.values()].map((journal) => judged(journal).verdict));
    });

    test('a HAR of each gives the same verdict, except where a HAR cannot tell', () => {
      const differing = [...sessions].filter(([one, session]) => {
        const har = readHar(harText(sessionOf(session)));
        if (!har.ok) throw new Error(`${one.name}: ${har.message}`);
        return judged(har.recording.records).verdict !== judged(recorded.get(one) ?? []).verdict;
      });
      const names = differing.map(([one]) => one.name);
      expect(names.filter((name) => !(name in NOT_IN_A_HAR))).toEqual([]);
      // Not all need to differ: how far a page comes before it is left is a matter of time.
      expect(names.length).toBeGreaterThan(Object.keys(NOT_IN_A_HAR).length / 2);
    });

    test('a redacted export holds none of the secrets, and is judged alike', () => {
      const seen = new Set<string>();
      for (const [one, exported] of sessions) {
        const session = sessionOf(exported);
        const secrets = secretsIn(sessionText(session));
        for (const secret of secrets) seen.add(secret);
        const redacted = redact(session);
        const text = sessionText(redacted);
        expect([one.name, ...secrets.filter((secret) => text.includes(secret))]).toEqual([one.name]);
        expect([one.name, ...faultsOf(one, redacted.journal)]).toEqual([one.name]);
      }
      expect([...seen]).toEqual(expect.arrayContaining(PLANTED));
    });

    test('every rule is missed by some page when it is taken out', () => {
      const sound = [...recorded].filter(([one, journal]) => faultsOf(one, journal).length === 0);
      const unmissed = RULES.map((rule) => rule.id).filter(
        (id) => !sound.some(([one, journal]) => faultsOf(one, journal, { without: [id] }).length > 0),
      );
      expect(unmissed).toEqual([]);
    });
  });

/** The verdicts of `affitor-inspector check` on the sessions, which it exits with 1 for where one is lost. */
const checkedByCli = async (sessions: ExportedSession[]): Promise<unknown[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'affitor-inspector-corpus-'));
  try {
    const files = sessions.map((_, index) => path.join(folder, `${index}.affitor.json`));
    await Promise.all(files.map((file, index) => writeFile(file, JSON.stringify(sessions[index]))));
    const output = path.join(folder, 'report.json');
    const args = [CLI, 'check', ...files, '--format', 'json', '--output', output];
    await new Promise((resolve) => execFile(process.execPath, args, resolve));
    const reported = at(JSON.parse(await readFile(output, 'utf8')), 'files');
    return Array.isArray(reported) ? reported.map((file) => at(file, 'verdict')) : [];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const tableOf = (recorded: ReadonlyMap<CorpusPage, JournalRecord[]>): string => {
  const rows = [...recorded].map(([one, journal]) => {
    const { verdict, found } = judged(journal);
    const mark = faultsOf(one, journal).length === 0 ? '✓' : '✗';
    const said = (value: string, rules: string[]) => `${value} [${rules.join(', ')}]`;
    return `${mark} ${one.name} | ${said(one.verdict, one.expect)} | ${said(verdict, found)}`;
  });
  return ['page | expected | got', ...rows].join('\n');
};
