import { i18n } from '#i18n';
import { checkSessionSize } from '@/lib/session/session-file';
import type { PanelState } from '@/lib/store/panel-store';

/** Session files from the user's disk into the panel, chosen or dropped. */

type Importing = Pick<PanelState, 'importSession' | 'refuseImport'>;

/** One too large or unreadable is refused with the reason. */
export async function importFile(file: File, actions: Importing): Promise<void> {
  const tooLarge = checkSessionSize(file.size);
  if (tooLarge) {
    actions.refuseImport(file.name, tooLarge);
    return;
  }
  try {
    actions.importSession(file.name, await file.text());
  } catch {
    actions.refuseImport(file.name, i18n.t('session.unreadable'));
  }
}

/** Takes files dropped on the window, which would otherwise leave the panel for them. Returns the undo. */
export function importDroppedFiles(window: Window, actions: Importing): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener(
    'dragover',
    (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    },
    { signal },
  );
  window.addEventListener(
    'drop',
    (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void importFile(file, actions);
    },
    { signal },
  );
  return () => listening.abort();
}
