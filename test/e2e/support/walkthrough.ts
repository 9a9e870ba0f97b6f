import { parseArgs } from 'node:util';
import type { BrowserName } from './inspector';
import { interruption } from './interruption';
import { buy, integrationNamed, land, signUp, signUpByOauth } from './journey';
import type { Panel } from './panel';
import { pictureViews, removePictures } from './pictures';
import { entriesOf, requestsTo } from './session-reading';
import { openWorld, type World } from './world';

/**
 * `npm start -- --headless`: makes the journey click → signup in both dialects in a real browser with real DevTools,
 * prints what the panel shows of it, pictures every view, and ends with an error unless all of it was seen.
 */

type Journey = {
  integration: string;
  dialect: 'v1' | 'v2';
  cookie: string;
  /** Whether the lead is made while the tracker loads, and so through the queue. */
  usesQueue: boolean;
  theme: 'light' | 'dark';
  verdict: 'attributed' | 'test-only';
  /** What the signup sends, and what the timeline calls it. */
  sends: { endpoint: 'lead' | 'test'; row: string };
};

const V1 = { dialect: 'v1', cookie: 'customer_code', theme: 'light' } as const;
const V2 = { dialect: 'v2', cookie: 'affitor_click_id', theme: 'dark' } as const;
const LEAD = { verdict: 'attributed', sends: { endpoint: 'lead', row: 'Lead sent' } } as const;
const TEST = { verdict: 'test-only', sends: { endpoint: 'test', row: 'Test event sent' } } as const;

const JOURNEYS: Journey[] = [
  { integration: 'v1', usesQueue: true, ...V1, ...LEAD },
  { integration: 'v2', usesQueue: false, ...V2, ...LEAD },
  { integration: 'v1-debug', usesQueue: false, ...V1, ...TEST },
];

const say = (line: string) => console.log(line);

/** Visits the shop. The click happens before DevTools is opened, and has to be there all the same. */
const visit = async (world: World, journey: Journey) => {
  const integration = integrationNamed(journey.integration);
  const { origin } = world.shop;
  const page = await world.openPage();
  await land(page, origin, integration);
  const panel = await world.driver.openPanel(page);
  await page.goto(`${origin}/${integration.name}/pricing`);
  if (journey.usesQueue) await signUpByOauth(page, origin, integration);
  else await signUp(page, origin, integration);
  await buy(page, origin, integration);
  return { page, panel };
};

const sayTimeline = async (panel: Panel): Promise<string[][]> => {
  await panel.openTab('Timeline');
  const rows = await panel.rows('Timeline');
  for (const cells of rows) say(`  ${cells.filter(Boolean).join('  ')}`);
  return rows;
};

/** Everything that has to be seen of one journey; returns what was not. */
const findMissing = async (panel: Panel, journey: Journey): Promise<string[]> => {
  const missing: string[] = [];
  const require = (seen: boolean, what: string) => {
    if (!seen) missing.push(`${journey.integration}: ${what}`);
  };

  const session = await panel.exportSession();
  for (const endpoint of ['click', journey.sends.endpoint]) {
    const [request] = requestsTo(session, endpoint);
    require(request?.status === 200, `a ${endpoint} request answered with 200`);
    require(request?.dialect === journey.dialect, `a ${endpoint} request of this dialect`);
    require((request?.body ?? '') !== '', `the body of the ${endpoint} request`);
  }
  require(entriesOf(session, 'script').length > 0, "the tracker's script");

  const rows = await sayTimeline(panel);
  require(rows.length > 0 && rows.length === (await panel.rowCount('Timeline')), 'every row of the timeline');

  await panel.openTab('Leads');
  require((await panel.texts('list', 'Leads', 'listitem')).length > 0, 'the lead in Leads');
  await panel.openTab('Cookies');
  require((await panel.rows('Cookies')).flat().join(' ').includes(journey.cookie), `the cookie ${journey.cookie}`);
  if (journey.verdict === 'test-only') {
    await panel.openTab('Console');
    require((await panel.textOf('log', 'Console')).includes('user_id'), "the tracker's lines in Console");
  }
  if (journey.usesQueue) {
    await panel.openTab('Queue');
    require((await panel.rows('Queue')).flat().join(' ').includes('trackLead'), 'trackLead in Queue');
  }
  return missing;
};

const findingsOf = async (panel: Panel) => {
  await panel.openTab('Overview');
  return panel.findings();
};

const walk = async (world: World, journey: Journey): Promise<string[]> => {
  say(`\n${journey.integration} in ${world.driver.version}: ${integrationNamed(journey.integration).title}`);
  await world.driver.setTheme(journey.theme);
  const { page, panel } = await visit(world, journey);
  const verdict = await panel.untilVerdict(journey.verdict).catch(async (error: unknown) => {
    await sayTimeline(panel);
    throw error;
  });
  const missing = await findMissing(panel, journey);
  say(`  verdict  ${verdict.value}: ${verdict.text}`);
  for (const finding of await findingsOf(panel)) say(`  finding  ${finding.severity} ${finding.rule}: ${finding.text}`);
  const name = `${world.driver.name}-${journey.integration}`;
  for (const file of await pictureViews(panel, name, journey.sends.row)) say(`  picture  ${file}`);
  await page.close();
  return missing;
};

const walkAll = async (world: World): Promise<string[]> => {
  const missing: string[] = [];
  for (const journey of JOURNEYS) missing.push(...(await walk(world, journey)));
  return missing;
};

const main = async () => {
  const { browser } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' } } }).values;
  const name: BrowserName = browser === 'firefox' ? 'firefox' : 'chromium';
  await removePictures(name);
  const interrupted = interruption();
  const world = await openWorld(name);
  try {
    const missing = await Promise.race([walkAll(world), interrupted]);
    if (!missing) say('\nInterrupted.');
    else if (missing.length === 0) say('\nEvery journey was seen from click to signup, in both dialects.');
    else say(`\nNot seen:\n${missing.map((what) => `  ${what}`).join('\n')}`);
    process.exitCode = missing?.length === 0 ? 0 : 1;
  } finally {
    await world.close();
  }
};

try {
  await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
