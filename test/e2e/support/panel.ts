import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createProbe, type Probe } from './probe';
import { until, untilLoaded, untilWorks } from './until';

/** Our panel inside real DevTools, worked by the accessible names that are part of the product. */

export const TABS = ['Overview', 'Timeline', 'Leads', 'Cookies', 'Queue', 'Console', 'Replay', 'Checks'] as const;
export type TabName = (typeof TABS)[number];

const COMES_UP_WITHIN_MS = 5000;

export type PanelSize = { width: number; height: number };

/** What a browser driver has to offer for the panel's frame. */
export type PanelFrame = {
  /** Runs an expression in the panel's document and awaits it; the result has to be JSON. */
  run(expression: string): Promise<unknown>;
  screenshot(): Promise<Uint8Array>;
  /** Takes DevTools out of the page's window and gives the panel the size. */
  resize(size: PanelSize): Promise<void>;
  /** Where the browser puts what the panel lets the user download. */
  downloads: string;
};

export type Verdict = { value: string; text: string };
export type FindingRow = { rule: string; severity: string; text: string };

/** The exported session as a reader sees it; what the tests rely on. */
export type ExportedSession = {
  entries: { kind: string; [key: string]: unknown }[];
  [key: string]: unknown;
};

const isSession = (value: unknown): value is ExportedSession =>
  typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries);

const createPanel = (frame: PanelFrame) => {
  const evaluate = async <A extends unknown[], T>(
    fn: (probe: Probe, ...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T> =>
    // The function was written for this answer; what comes back is its result through JSON.
    (await frame.run(`((__name) => (${fn})((${createProbe})(document), ...${JSON.stringify(args)}))((f) => f)`)) as T;

  /** Does what needs an element as soon as that is there, as a person does while a panel comes up. */
  const onceThere = <T>(act: () => Promise<T>): Promise<T> =>
    untilWorks(act, (error) => !/The panel shows no |No row drawn in /.test(String(error)), COMES_UP_WITHIN_MS);

  const click = (role: string, name: string) =>
    onceThere(() =>
      evaluate(
        (probe, role, name) => {
          const found = probe.find(role, name);
          if (found.matches(':disabled')) throw new Error(`The panel shows no ${role} "${name}" that is enabled.`);
          found.click();
        },
        role,
        name,
      ),
    );

  const has = (role: string, name: string) =>
    evaluate((probe, role, name) => probe.all(role, name).length > 0, role, name);

  const untilDrawn = () =>
    untilLoaded(
      () => evaluate((probe) => probe.all('tab').length),
      (count) => count > 0,
      { what: 'the panel to draw its tabs' },
    );

  /** Some browsers load the panel anew when DevTools moves. */
  const resize = async (size: PanelSize) => {
    await frame.resize(size);
    await untilDrawn();
  };

  const openTab = async (name: TabName) => {
    await click('tab', name);
    await until(
      () => evaluate((probe, name) => probe.find('tab', name).getAttribute('aria-selected'), name),
      (selected) => selected === 'true',
      { what: `the tab ${name} to be selected` },
    );
  };

  /** The grid's `aria-rowcount`: how many rows it has, drawn or not. */
  const rowCount = (grid: string) =>
    evaluate((probe, grid) => Number(probe.all('grid', grid)[0]?.getAttribute('aria-rowcount') ?? Number.NaN), grid);

  const rows = (grid: string) => evaluate((probe, grid) => probe.allRows(probe.find('grid', grid)), grid);

  /** Clicks the first row that is drawn and says the text. */
  const selectRow = (grid: string, text: string) =>
    onceThere(() =>
      evaluate(
        (probe, grid, text) => {
          const rows = [...probe.find('grid', grid).querySelectorAll<HTMLElement>('[role=row]')];
          const row = rows.find((one) => probe.textOf(one).includes(text));
          if (!row) throw new Error(`No row drawn in ${grid} says "${text}".`);
          row.click();
        },
        grid,
        text,
      ),
    );

  const texts = (role: string, name: string, item: string) =>
    evaluate(
      (probe, role, name, item) =>
        probe.all(role, name).flatMap((list) => probe.all(item, undefined, list).map((one) => probe.textOf(one))),
      role,
      name,
      item,
    );

  const textOf = (role: string, name: string) =>
    onceThere(() => evaluate((probe, role, name) => probe.textOf(probe.find(role, name)), role, name));

  /** Read in Overview, where it stands. */
  const verdict = (): Promise<Verdict> =>
    evaluate((probe) => {
      const status = probe.find('status', 'Verdict');
      return { value: status.dataset.verdict ?? '', text: probe.textOf(status) };
    });

  /** Opens Overview and waits for the verdict: the named one, or any that is not waiting for the journal. */
  const untilVerdict = async (value?: string): Promise<Verdict> => {
    await openTab('Overview');
    return untilLoaded(verdict, (seen) => (value === undefined ? seen.value !== 'no-tracker' : seen.value === value), {
      what: `the verdict ${value ?? 'of what was recorded'}`,
    });
  };

  const findings = (): Promise<FindingRow[]> =>
    evaluate((probe) =>
      probe.all('list', 'Findings').flatMap((list) =>
        [...list.querySelectorAll<HTMLElement>('[data-rule]')].map((item) => ({
          rule: item.dataset.rule ?? '',
          severity: item.dataset.severity ?? '',
          text: probe.textOf(item),
        })),
      ),
    );

  const fill = (role: string, name: string, value: string) =>
    onceThere(() =>
      evaluate((probe, role, name, value) => probe.fill(probe.find(role, name), value), role, name, value),
    );

  const setChecked = (name: string, on: boolean) =>
    onceThere(() =>
      evaluate(
        (probe, name, on) => {
          const box = probe.find('checkbox', name);
          if (!(box instanceof HTMLInputElement)) throw new Error(`The checkbox "${name}" is no input element.`);
          if (box.checked !== on) box.click();
        },
        name,
        on,
      ),
    );

  /** Under the name the panel gave: until it is whole, Firefox keeps a file under one of its own, of eight letters. */
  const downloadsNamed = async (ending: string) =>
    (await readdir(frame.downloads)).filter((file) => file.endsWith(ending) && !/^[\w-]{8}\.[a-z]+$/.test(file));
  const listDownloads = () => downloadsNamed('.json');

  /** The button that goes on, where the click opened a dialog. */
  const confirmButton = () =>
    evaluate((probe) => {
      const [dialog] = probe.all('dialog');
      const buttons = dialog ? probe.all('button', undefined, dialog) : [];
      return buttons.map(probe.nameOf).find((name) => /^(Export|Download|Save)\b/.test(name)) ?? '';
    });

  /** Clicks "Export session", confirms the dialog if there is one, and reads the file the browser saved. */
  const exportSession = async (): Promise<ExportedSession> => {
    const before = new Set(await listDownloads());
    const newFile = async () => (await listDownloads()).find((name) => !before.has(name)) ?? '';
    await click('button', 'Export session');
    const next = await until(
      async () => ({ file: await newFile(), confirm: await confirmButton() }),
      ({ file, confirm }) => file !== '' || confirm !== '',
      { what: 'a download or a dialog after "Export session"' },
    );
    if (next.file === '') {
      // What was sent is what the tests are about.
      if (await has('checkbox', 'Redact personal data')) await setChecked('Redact personal data', false);
      await evaluate((probe, name) => probe.all('button', name, probe.find('dialog')).at(0)?.click(), next.confirm);
    }
    const file = await until(newFile, (name) => name !== '', {
      what: 'the exported session among the downloads',
      timeoutMs: 45_000,
    });
    const session: unknown = await until(
      async () => parseOrUndefined(await readFile(path.join(frame.downloads, file), 'utf8')),
      (value) => value !== undefined,
      { what: 'the exported session to be complete' },
    );
    // The next one may have the same name.
    await rm(path.join(frame.downloads, file));
    if (!isSession(session)) throw new Error('The exported session has no entries[].');
    return session;
  };

  /** The text of the file that comes to the downloads, by its ending, after what is done. */
  const savedFile = async (ending: string, act: () => Promise<void>): Promise<string> => {
    const before = new Set(await downloadsNamed(ending));
    await act();
    const file = await until(
      async () => (await downloadsNamed(ending)).find((name) => !before.has(name)) ?? '',
      (name) => name !== '',
      { what: `a file ${ending} among the downloads` },
    );
    // Its name may be there before its text is.
    let last = '';
    const text = await until(
      async () => {
        const seen = last;
        last = await readFile(path.join(frame.downloads, file), 'utf8');
        return { text: last, isWhole: last !== '' && last === seen };
      },
      ({ isWhole }) => isWhole,
      { what: `the file ${file} to be complete` },
    );
    // The next one may have the same name.
    await rm(path.join(frame.downloads, file));
    return text.text;
  };

  /** The text of the HAR that "Export session" offers, not redacted. */
  const exportHar = async (): Promise<string> => {
    await click('button', 'Export session');
    await until(
      () => has('button', 'As HAR'),
      (offered) => offered,
      { what: 'the offer of a HAR' },
    );
    await setChecked('Redact personal data', false);
    return savedFile('.har', () => click('button', 'As HAR'));
  };

  /** As the browser's own dialog, which no test can work, would do it; `repeat` makes a large file of little memory. */
  const chooseInto = (field: string, name: string, text: string, repeat = 1) =>
    evaluate(
      (_probe, field, name, text, repeat) => {
        const input = document.querySelector<HTMLInputElement>(`input[type=file]${field}`);
        if (!input) throw new Error(`The panel takes no file at ${field}.`);
        const part = new Blob([text]);
        const chosen = new DataTransfer();
        chosen.items.add(new File(Array(repeat).fill(part), name));
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      field,
      name,
      text,
      repeat,
    );
  const chooseFile = (name: string, text: string, repeat = 1) => chooseInto('[accept*=".har"]', name, text, repeat);
  const chooseMockState = (name: string, text: string) => chooseInto('[aria-label="Mock state file"]', name, text);
  const chooseChecksFile = (name: string, text: string) => chooseInto('[aria-label="Checks file"]', name, text);

  const theme = () => evaluate(() => document.documentElement.dataset.theme ?? '');

  return {
    evaluate,
    click,
    has,
    fill,
    setChecked,
    openTab,
    rowCount,
    rows,
    selectRow,
    texts,
    textOf,
    verdict,
    untilVerdict,
    findings,
    exportSession,
    chooseFile,
    chooseChecksFile,
    chooseMockState,
    savedFile,
    exportHar,
    theme,
    screenshot: () => frame.screenshot(),
    resize,
    untilDrawn,
  };
};

export type Panel = ReturnType<typeof createPanel>;

/** The panel once it has drawn its tabs, which is when a person could begin. */
export const openPanelIn = async (frame: PanelFrame): Promise<Panel> => {
  const panel = createPanel(frame);
  await panel.untilDrawn();
  return panel;
};

/** A download is renamed or appended to while it is written, so its text may not be whole yet. */
const parseOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
