import type { StateCreator } from 'zustand/vanilla';
import { harText } from '@/lib/session/har-out';
import type { Replacement } from '@/lib/session/pseudonyms';
import { previewRedaction, type RedactionOptions } from '@/lib/session/redaction';
import { sessionFileName, sessionText } from '@/lib/session/session-file';
import { exportedSession } from './export-session';
import { type OpenedFile, openFile } from './opened-file';
import type { PanelEnvironment, PanelState } from './panel-store';

/** Sessions in and out of the panel as files. An imported one is shown instead of the live journal and never changes. */
export type ImportedSession = OpenedFile & { fileName: string };

export type ExportOptions = {
  redact: boolean;
  /** What of it to leave as it is. */
  redaction?: RedactionOptions | undefined;
  /** A HAR holds the requests only. */
  format?: 'session' | 'har';
};

export type SessionSlice = {
  imported: ImportedSession | undefined;
  importRefused: string | undefined;
  exportRefused: string | undefined;
  isExporting: boolean;
  importSession(fileName: string, text: string): void;
  refuseImport(fileName: string, reason: string): void;
  closeImported(): void;
  exportSession(options: ExportOptions): Promise<void>;
  /** What redaction finds in the session, each value with what would leave in its place. */
  previewExport(): Promise<Replacement[]>;
  dismissRefusals(): void;
};

export function sessionSlice(environment: PanelEnvironment): StateCreator<PanelState, [], [], SessionSlice> {
  return (set, get) => ({
    imported: undefined,
    importRefused: undefined,
    exportRefused: undefined,
    isExporting: false,

    importSession(fileName, text) {
      const opening = openFile(text, environment.clock.now());
      if (!opening.ok) {
        get().refuseImport(fileName, opening.message);
        return;
      }
      set({
        imported: { fileName, ...opening.opened },
        importRefused: undefined,
        selectedId: undefined,
        selectedFinding: undefined,
      });
    },

    refuseImport: (fileName, reason) => set({ importRefused: `${fileName} was not imported. ${reason}` }),

    closeImported: () => set({ imported: undefined, selectedId: undefined, selectedFinding: undefined }),

    async exportSession({ redact, redaction, format = 'session' }) {
      set({ isExporting: true, exportRefused: undefined });
      try {
        const session = await exportedSession(get(), environment, { redact, redaction });
        const fileName = sessionFileName(session);
        if (format === 'session') environment.download(fileName, sessionText(session));
        else environment.download(fileName.replace(/(?:\.affitor)?\.json$/, '.har'), harText(session));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        set({ exportRefused: `The session was not exported: ${reason} Nothing was lost; try again.` });
      } finally {
        set({ isExporting: false });
      }
    },

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
  });
}
