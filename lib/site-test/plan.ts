import type { Dialect } from '@/lib/model/entry';
import type { TrackerCard } from '@/lib/model/judgement';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import type { LinkParameter, SiteTestPlan, SiteTestProposal } from '@/lib/model/site-test';
import { ALL_DIALECTS, DIALECTS, V1 } from '@/lib/tracker/dialects';
import { parseUrl } from '@/lib/tracker/endpoint';

/** What a test could look like for the page on show, and what speaks against the one that was chosen. */

/** What is asked of the site by default: the page on show, its tracker's own parameter, a link that the mock knows. */
export function proposePlan(
  tabUrl: string,
  tracker: TrackerCard,
  ledger: Pick<LedgerSnapshot, 'links' | 'programs'>,
): SiteTestProposal | undefined {
  const pageUrl = withoutParameters(tabUrl);
  if (pageUrl === undefined) return undefined;
  const { dialect, programId, landingParameter } = tracker;
  const links = ledger.links.flatMap(({ code, program_id, state }) =>
    state === 'active' && isActive(ledger, program_id) ? [{ code, programId: String(program_id) }] : [],
  );
  const code = (links.find((link) => link.programId === programId) ?? links[0])?.code ?? '';
  const seenCode = landingParameter?.split('=').slice(1).join('=');
  return {
    plan: {
      pageUrl,
      parameter: parameterOf(dialect, landingParameter),
      code,
      routed: true,
      ...(dialect && { dialect }),
    },
    ...(programId !== undefined && { programId }),
    ...(seenCode && { seenCode }),
    mock: {
      links,
      programIds: ledger.programs.filter(({ state }) => state === 'active').map(({ id }) => String(id)),
    },
  };
}

const isActive = ({ programs }: Pick<LedgerSnapshot, 'programs'>, id: number): boolean =>
  programs.some((program) => program.id === id && program.state === 'active');

/** Where the tracker does not say what it is, the link that the visitor came by last may. */
function parameterOf(dialect: Dialect | undefined, landed = ''): LinkParameter {
  const told = dialect
    ? DIALECTS[dialect]
    : ALL_DIALECTS.find(({ landingParameter }) => landed.startsWith(`?${landingParameter}=`));
  return (told ?? V1).landingParameter;
}

/** The page without any dialect's parameter; undefined for what no tracker can be on. */
function withoutParameters(url: string): string | undefined {
  const page = webPage(url);
  if (!page) return undefined;
  for (const { landingParameter } of ALL_DIALECTS) {
    if (page.searchParams.has(landingParameter)) page.searchParams.delete(landingParameter);
  }
  return page.href;
}

function webPage(url: string): URL | undefined {
  const parsed = parseUrl(url.trim());
  return parsed && /^https?:$/.test(parsed.protocol) ? new URL(parsed.href) : undefined;
}

const AGAIN = 'affitor_test';

/**
 * The address to open. Where the tab shows that very page already it is told apart by one more parameter: browsers take
 * the same address for a reload, and one that differs after the `#` for no new document, and neither is a landing.
 */
export function landingUrlOf({ pageUrl, parameter, code }: SiteTestPlan, tabUrl: string, nowMs: number) {
  const landing = webPage(withoutParameters(pageUrl) ?? '');
  if (!landing || code.trim() === '') return undefined;
  landing.searchParams.set(parameter, code.trim());
  if (withoutHash(landing.href) === withoutHash(tabUrl)) landing.searchParams.set(AGAIN, nowMs.toString(36));
  return landing.href;
}

const withoutHash = (url: string): string => url.split('#', 1)[0] ?? '';

export type PlanNote = { tone: 'error' | 'warn'; text: string };

/** What to know before the test is started; an error keeps it from starting. */
export function planNotes(plan: SiteTestPlan, { programId, mock }: SiteTestProposal): PlanNote[] {
  const { pageUrl, parameter, dialect, routed } = plan;
  const code = plan.code.trim();
  const notes: PlanNote[] = [];
  if (!webPage(pageUrl)) {
    notes.push({ tone: 'error', text: `“${pageUrl}” is no web page. Write its address with http:// or https://.` });
  }
  if (code === '') notes.push({ tone: 'error', text: 'The partner code is missing. Without one there is no click.' });
  if (dialect && DIALECTS[dialect].landingParameter !== parameter) {
    const own = DIALECTS[dialect].landingParameter;
    notes.push({
      tone: 'warn',
      text: `This site’s tracker is ${dialect} and reads \`?${own}=\`. With \`?${parameter}=\` it will see no click.`,
    });
  }
  if (!routed) {
    const text = 'What you do now is real: the click and the signup reach Affitor and count for this partner.';
    return [...notes, { tone: 'warn', text }];
  }
  const link = mock.links.find((one) => one.code === code);
  if (code !== '' && !link) {
    const known = mock.links.map((one) => one.code).join(', ');
    notes.push({
      tone: 'warn',
      text: `The mock knows no link “${code}” and will refuse the click. ${known ? `It knows ${known}.` : 'It knows none: import its data in Replay.'}`,
    });
  }
  const isNamed = dialect !== 'v1' && programId !== undefined;
  if (isNamed && !mock.programIds.includes(programId)) {
    notes.push({
      tone: 'warn',
      text: `The mock does not know program ${programId} and refuses a v2 lead that names it. Import a program of that id in Replay, or leave the page live.`,
    });
  } else if (isNamed && link && link.programId !== programId) {
    notes.push({
      tone: 'warn',
      text: `“${code}” belongs to program ${link.programId}, this site to ${programId}: the mock refuses a v2 lead of another program.`,
    });
  }
  return notes;
}
