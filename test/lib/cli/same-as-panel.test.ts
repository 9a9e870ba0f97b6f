import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '@/lib/cli/main';
import type { Finding, Judgement } from '@/lib/model/judgement';
import type { JournalRecord } from '@/lib/model/observation';
import { judge } from '@/lib/rules/judge';
import { sessionText } from '@/lib/session/session-file';
import { judgementOf, timelineOfView } from '@/lib/store/selectors';
import { SCENES } from '@/test/fixtures/scenes';
import { aSession } from '@/test/fixtures/sessions';
import { aPanel } from '@/test/lib/store/support';
import { aTestIo } from './support';

/** One recording has one verdict: in the panel while it is live, in the panel as a file, and on the command line. */

const LONG_MS = 60_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'affitor-same-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Essence = { verdict: string; findings: Finding[] };

const essenceOf = ({ verdict, findings }: Essence) => ({
  verdict,
  findings: findings.map(({ rule, severity, because }) => `${severity} ${rule} ${because ?? ''}`),
});

const seen = ({ verdict, findings }: Judgement) => essenceOf({ verdict: verdict.value, findings });

async function judgedByCommand(text: string) {
  const file = join(folder, 'session.affitor.json');
  await writeFile(file, text);
  const io = aTestIo();
  await main(['check', file, '--format', 'json'], io);
  const [report] = JSON.parse(io.lines.join('\n')).files;
  return essenceOf(report);
}

async function judgedByPanel(records: JournalRecord[], text: string) {
  const panel = aPanel();
  await panel.greet();
  await panel.showRecords(records);
  panel.clock.advance(LONG_MS);
  const live = judgementOf(panel.store.getState());
  const present = (timelineOfView(panel.store.getState()).entries.at(-1)?.at ?? 0) + LONG_MS;
  const atPresent = judge(timelineOfView(panel.store.getState()), { now: present });
  panel.store.getState().importSession('session.affitor.json', text);
  const imported = judgementOf(panel.store.getState());
  panel.close();
  return { live: seen(live), atPresent: seen(atPresent), imported: seen(imported) };
}

describe('a finished recording', () => {
  it.each(Object.entries(SCENES))('is judged alike live, from a file and by the command: %s', async (_, records) => {
    const text = sessionText(aSession({ records }));
    const { live, atPresent, imported } = await judgedByPanel(records, text);
    expect(imported).toEqual(live);
    expect(atPresent).toEqual(live);
    expect(await judgedByCommand(text)).toEqual(live);
  });

  it('is judged alike where the file says whether the page is in production', async () => {
    const debugged = Object.entries(SCENES).find(([name]) => name.includes('debug'))?.[1] ?? [];
    const judged = async (production: boolean) => {
      const text = sessionText({ ...aSession({ records: debugged }), settings: { production } });
      const { imported } = await judgedByPanel(debugged, text);
      expect(await judgedByCommand(text)).toEqual(imported);
      return imported;
    };
    expect(await judged(true)).not.toEqual(await judged(false));
  });
});
