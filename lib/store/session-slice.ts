import type { StateCreator } from 'zustand/vanilla';
import type { Session } from '@/lib/model/session';
import { readSession, sessionFileName, sessionText } from '@/lib/session/session-file';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { type Timeline, timelineOf } from '@/lib/timeline/timeline';
import { exportedSession } from './export-session';
import type { PanelEnvironment, PanelState } from './panel-store';

/** Sessions in and out of the panel as files. An imported one is shown instead of the live journal and never changes. */
export type ImportedSession = { fileName: string; session: Session; timeline: Timeline };

export type SessionSlice = {
  imported: ImportedSession | undefined;
  importRefused: string | undefined;
  exportRefused: string | undefined;
  isExporting: boolean;
  importSession(fileName: string, text: string): void;
  refuseImport(fileName: string, reason: string): void;
  closeImported(): void;
  exportSession(options: { redact: boolean }): Promise<void>;
  dismissRefusals(): void;
};

export function sessionSlice(environment: PanelEnvironment): StateCreator<PanelState, [], [], SessionSlice> {
  return (set, get) => ({
    imported: undefined,
    importRefused: undefined,
    exportRefused: undefined,
    isExporting: false,

    importSession(fileName, text) {
      const read = readSession(text);
      if (!read.ok) {
        get().refuseImport(fileName, read.message);
        return;
      }
      const { session } = read;
      const timeline =
        session.journal.length > 0 ? foldAll(emptyTimeline(), session.journal) : timelineOf(session.entries);
      set({
        imported: { fileName, session, timeline },
        importRefused: undefined,
        selectedId: undefined,
        selectedFinding: undefined,
      });
    },

    refuseImport: (fileName, reason) => set({ importRefused: `${fileName} was not imported. ${reason}` }),

    closeImported: () => set({ imported: undefined, selectedId: undefined, selectedFinding: undefined }),

    async exportSession({ redact }) {
      set({ isExporting: true, exportRefused: undefined });
      try {
        const session = await exportedSession(get(), environment, { redact });
        environment.download(sessionFileName(session), sessionText(session));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        set({ exportRefused: `The session was not exported: ${reason} Nothing was lost; try again.` });
      } finally {
        set({ isExporting: false });
      }
    },

    dismissRefusals: () => set({ importRefused: undefined, exportRefused: undefined, recordingRefused: undefined }),
  });
}
