import type { StateCreator } from 'zustand/vanilla';
import { harText } from '@/lib/session/har-out';
import type { Replacement } from '@/lib/session/pseudonyms';
import { previewRedaction, type RedactionOptions } from '@/lib/session/redaction';
import { sessionFileName, sessionText } from '@/lib/session/session-file';
import { exportedSession } from './export-session';
import { type FileOpening, type OpenedFile, type OpeningStep, openFile, openingSteps } from './opened-file';
import type { PanelEnvironment, PanelState } from './panel-store';

/** Sessions in and out of the panel as files. An imported one is shown instead of the live journal and never changes. */
export type ImportedSession = OpenedFile & { fileName: string };

/** A long file on its way: what is there of it so far is shown, and judged only once it is all there. */
export type OpeningSession = {
  fileName: string;
  /** Of the file, 0 to 1. */
  share: number;
  /** Absent while the file is parsed. */
  soFar?: Pick<OpeningStep, 'session' | 'timeline'>;
};

/** Shorter files are opened at once. */
const LONG_CHARACTERS = 2_000_000;

export type ExportOptions = {
  redact: boolean;
  /** What of it to leave as it is. */
  redaction?: RedactionOptions | undefined;
  /** A HAR holds the requests only. */
  format?: 'session' | 'har';
};

/** How an export begins; each can still be changed. */
export type ExportDefaults = { redact: boolean; redaction: RedactionOptions };

const REDACT_ALL: ExportDefaults = { redact: true, redaction: {} };

/** Browsers carry messages of up to 64 MB. */
const PRESENTED_LIMIT_CHARS = 24 * 1024 * 1024;

export type SessionSlice = {
  imported: ImportedSession | undefined;
  opening: OpeningSession | undefined;
  importRefused: string | undefined;
  exportRefused: string | undefined;
  isExporting: boolean;
  importSession(fileName: string, text: string): void;
  refuseImport(fileName: string, reason: string): void;
  /** Back to what was shown before. */
  cancelOpening(): void;
  closeImported(): void;
  exportDefaults(): ExportDefaults;
  exportSession(options: ExportOptions): Promise<void>;
  /** Hands the session, redacted, to whoever presents it. */
  presentSession(present: (text: string) => Promise<void>): Promise<void>;
  /** What redaction finds in the session, each value with what would leave in its place. */
  previewExport(): Promise<Replacement[]>;
  dismissRefusals(): void;
};

export function sessionSlice(environment: PanelEnvironment): StateCreator<PanelState, [], [], SessionSlice> {
  const { clock } = environment;
  return (set, get) => {
    let cancelStep = () => {};

    const finish = (fileName: string, opening: FileOpening) => {
      if (!opening.ok) {
        get().refuseImport(fileName, opening.message);
        return;
      }
      set({ opening: undefined, imported: { fileName, ...opening.opened }, importRefused: undefined });
    };

    /** A step at a time, so that the panel draws and answers in between. */
    const openLong = (fileName: string, steps: Generator<OpeningStep, FileOpening>) => {
      const next = () => {
        const { done, value } = steps.next();
        if (done) {
          finish(fileName, value);
          return;
        }
        const { opening } = get();
        const { share, ...all } = value;
        // Showing it costs the more the longer it is: each time there is twice as much.
        const isWorthShowing = all.timeline.entries.length >= 2 * (opening?.soFar?.timeline.entries.length ?? 0);
        set({
          opening: { fileName, share, soFar: share < 1 && !isWorthShowing && opening?.soFar ? opening.soFar : all },
        });
        cancelStep = clock.after(0, next);
      };
      set({ ...SHOWN_ANEW, importRefused: undefined, opening: { fileName, share: 0 } });
      cancelStep = clock.after(0, next);
    };

    /** The session on its way out of the panel; what keeps it from that is said, in the given words. */
    const handOut = async ([verb, done, advice]: [string, string, string], work: () => Promise<void>) => {
      const { opening } = get();
      if (opening) {
        set({ exportRefused: `${opening.fileName} is still being opened. ${verb} it once it is all there.` });
        return;
      }
      set({ isExporting: true, exportRefused: undefined });
      try {
        await work();
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        set({ exportRefused: `The session was not ${done}: ${reason} ${advice}` });
      } finally {
        set({ isExporting: false });
      }
    };

    return {
      imported: undefined,
      opening: undefined,
      importRefused: undefined,
      exportRefused: undefined,
      isExporting: false,

      importSession(fileName, text) {
        cancelStep();
        if (text.length >= LONG_CHARACTERS) {
          openLong(fileName, openingSteps(text, clock.now()));
          return;
        }
        const opening = openFile(text, clock.now());
        if (opening.ok) set(SHOWN_ANEW);
        finish(fileName, opening);
      },

      exportDefaults: () => environment.exportDefaults?.() ?? REDACT_ALL,

      refuseImport: (fileName, reason) =>
        set({ opening: undefined, importRefused: `${fileName} was not imported. ${reason}` }),

      presentSession: (present) =>
        handOut(['Present', 'presented', 'Use the page, or open a session, then try again.'], async () => {
          const session = await exportedSession(get(), environment, { redact: true });
          if (session.journal.length === 0) throw new Error('It holds no events yet.');
          // The entries are folded again from the journal, and would double what has to travel.
          const text = JSON.stringify({ ...session, entries: [] });
          if (text.length > PRESENTED_LIMIT_CHARS) throw new Error('It is too large to be handed over.');
          await present(text);
        }),

      cancelOpening() {
        cancelStep();
        set(SHOWN_ANEW);
      },

      closeImported() {
        cancelStep();
        set({ ...SHOWN_ANEW, imported: undefined });
      },

      exportSession: ({ redact, redaction, format = 'session' }) =>
        handOut(['Export', 'exported', 'Nothing was lost; try again.'], async () => {
          const session = await exportedSession(get(), environment, { redact, redaction });
          const fileName = sessionFileName(session);
          if (format === 'session') environment.download(fileName, sessionText(session));
          else environment.download(fileName.replace(/(?:\.affitor)?\.json$/, '.har'), harText(session));
        }),

      async previewExport() {
        const session = await exportedSession(get(), environment, { redact: false });
        return previewRedaction(session).replacements.filter(({ count }) => count > 0);
      },

      dismissRefusals: () =>
        set({
          importRefused: undefined,
          exportRefused: undefined,
          recordingRefused: undefined,
          checksRefused: undefined,
          cookieRefused: undefined,
        }),
    };
  };
}

const SHOWN_ANEW = { opening: undefined, selectedId: undefined, selectedFinding: undefined };
