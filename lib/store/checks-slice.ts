import type { StateCreator } from 'zustand/vanilla';
import { checkFromEntry } from '@/lib/expectations/check-from-entry';
import type { Check } from '@/lib/expectations/expectations';
import { expectationsOf, expectationsText, freeId, readExpectations } from '@/lib/expectations/expectations-file';
import { REPORT_FILE, type ReportFormat } from '@/lib/expectations/report/report';
import { TEMPLATES } from '@/lib/expectations/templates';
import { checksOf, siteOfView } from './check-results';
import type { Undo } from './clock';
import { reportText } from './findings-report';
import type { PanelEnvironment, PanelState } from './panel-store';
import { timelineOfView } from './selectors';

/** What the user expects of each site's integration. The results are computed: see `check-results.ts`. */
export type ChecksSlice = {
  /** By site; a site that was not looked at yet is missing, and its kept checks are read when it is. */
  checksBySite: Readonly<Record<string, readonly Check[]>>;
  selectedCheck: string | undefined;
  checksRefused: string | undefined;
  /** When an open check was last held against time alone. */
  checkedAt: number;
  /** Reads what is kept for this site. */
  openChecks(): void;
  selectCheck(id: string): void;
  /** Puts a check in the place of the one with that id, or at the end under a free id. */
  saveCheck(check: Check, replaces?: string): void;
  /** `done` says it on the way back that is offered: "The check was removed". */
  removeCheck(id: string, done: string): void;
  addTemplate(id: string): void;
  /** "Add check from this event"; false when such an event cannot be expected. */
  addCheckFromEntry(entryId: string): boolean;
  importChecks(fileName: string, text: string): void;
  exportChecks(): void;
  exportReport(format: ReportFormat): void;
  /** The report's text, for the clipboard. */
  report(format: ReportFormat): string;
  refuseChecks(reason: string): void;
  /** While somebody looks, checks with a time come due without an event. */
  watchChecks(): Undo;
};

const WATCH_MS = 1000;

export function checksSlice(environment: PanelEnvironment): StateCreator<PanelState, [], [], ChecksSlice> {
  const { clock, keptChecks, download } = environment;
  return (set, get) => {
    const current = (): { site: string; checks: readonly Check[] } => {
      get().openChecks();
      const site = siteOfView(get());
      return { site, checks: get().checksBySite[site] ?? [] };
    };
    const keep = (site: string, checks: readonly Check[], selected?: string) => {
      const isKept = keptChecks.write(site, checks);
      set((state) => ({
        checksBySite: { ...state.checksBySite, [site]: checks },
        selectedCheck: selected,
        checksRefused: isKept
          ? undefined
          : 'The browser has no room to keep these checks: export them before you close the panel.',
      }));
    };
    const add = (fresh: readonly Check[]) => {
      const { site, checks } = current();
      const all = [...checks];
      for (const check of fresh) {
        if (!all.some((other) => isSame(other, check))) all.push({ ...check, id: freeId(check.id, all) });
      }
      const first = all.find((check) => fresh.some((one) => isSame(one, check)));
      keep(site, all, first?.id);
    };

    return {
      checksBySite: {},
      selectedCheck: undefined,
      checksRefused: undefined,
      checkedAt: 0,

      openChecks() {
        const site = siteOfView(get());
        if (get().checksBySite[site]) return;
        set((state) => ({ checksBySite: { ...state.checksBySite, [site]: keptChecks.read(site) } }));
      },

      selectCheck: (selectedCheck) => set({ selectedCheck }),

      saveCheck(check, replaces) {
        const { site, checks } = current();
        const others = checks.filter(({ id }) => id !== replaces);
        const saved = { ...check, id: freeId(check.id, others) };
        const place = checks.findIndex(({ id }) => id === replaces);
        keep(site, place < 0 ? [...checks, saved] : checks.with(place, saved), saved.id);
      },

      removeCheck(id, done) {
        const { site, checks } = current();
        const place = checks.findIndex((check) => check.id === id);
        const check = checks[place];
        if (!check) return;
        const rest = checks.toSpliced(place, 1);
        keep(site, rest, (rest[place] ?? rest.at(-1))?.id);
        get().offerUndo(done, () => keep(site, checks, id));
      },

      addTemplate(id) {
        const template = TEMPLATES.find((one) => one.id === id);
        if (template) add(template.checks);
      },

      addCheckFromEntry(entryId) {
        const entry = timelineOfView(get()).byId.get(entryId);
        const check = entry && checkFromEntry(entry, current().checks);
        if (!check) return false;
        add([check]);
        set({ tab: 'Checks' });
        return true;
      },

      importChecks(fileName, text) {
        const reading = readExpectations(text);
        if (reading.ok) add(reading.expectations.checks);
        else set({ checksRefused: `${fileName} was not imported. ${reading.message}` });
      },

      exportChecks() {
        const { site } = current();
        download(
          `${nameOf(site)}.checks.json`,
          expectationsText(expectationsOf([...checksOf(get())], site || undefined)),
          'application/json',
        );
      },

      exportReport(format) {
        const { extension, mimeType } = REPORT_FILE[format];
        const site = siteOfView(get());
        download(`${nameOf(site)}.report.${extension}`, reportText(get(), environment, format), mimeType);
      },

      report: (format) => reportText(get(), environment, format),

      refuseChecks: (checksRefused) => set({ checksRefused }),

      watchChecks() {
        let cancel: Undo = () => {};
        const tick = () => {
          set({ checkedAt: clock.now() });
          cancel = clock.after(WATCH_MS, tick);
        };
        cancel = clock.after(WATCH_MS, tick);
        return () => cancel();
      },
    };
  };
}

const nameOf = (site: string): string => site.replace(/[^\w.-]+/g, '-') || 'affitor';

/** Adding a template or a file again adds nothing that is there already. */
const isSame = (a: Check, b: Check): boolean =>
  a.title === b.title && JSON.stringify(a.expect) === JSON.stringify(b.expect);
