import { checkSessionSize } from '@/lib/session/session-file';
import type { PanelState } from '@/lib/store/panel-store';

/** Reads a chosen or dropped file into the panel; one too large or unreadable is refused with the reason. */
export async function importFile(
  file: File,
  actions: Pick<PanelState, 'importSession' | 'refuseImport'>,
): Promise<void> {
  const tooLarge = checkSessionSize(file.size);
  if (tooLarge) {
    actions.refuseImport(file.name, tooLarge);
    return;
  }
  try {
    actions.importSession(file.name, await file.text());
  } catch {
    actions.refuseImport(file.name, 'The file could not be read. Check that it is still there, then try again.');
  }
}
