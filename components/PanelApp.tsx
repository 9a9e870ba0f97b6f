import { useEffect, useMemo } from 'react';
import type { InspectedPage, PanelStore } from '@/lib/store/panel-store';
import { PanelShell } from './layout/PanelShell';
import { PanelContext } from './panel-context';
import { importDroppedFiles } from './session/import-file';

/** The whole panel over its store; a session file dropped anywhere on it is imported. */
export function PanelApp({ store, page }: { store: PanelStore; page: InspectedPage }) {
  const context = useMemo(() => ({ store, page }), [store, page]);
  useEffect(() => importDroppedFiles(window, store.getState()), [store]);
  return (
    <PanelContext value={context}>
      <PanelShell />
    </PanelContext>
  );
}
