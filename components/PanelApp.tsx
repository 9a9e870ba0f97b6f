import { type DragEvent, useMemo } from 'react';
import type { InspectedPage, PanelStore } from '@/lib/store/panel-store';
import { PanelShell } from './layout/PanelShell';
import { PanelContext } from './panel-context';
import { importFile } from './session/import-file';

/** The whole panel over its store; a session file dropped anywhere on it is imported. */
export function PanelApp({ store, page }: { store: PanelStore; page: InspectedPage }) {
  const context = useMemo(() => ({ store, page }), [store, page]);
  const onDrop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    void importFile(file, store.getState());
  };
  return (
    <PanelContext value={context}>
      <div style={{ height: '100%' }} role="presentation" onDragOver={allowFiles} onDrop={onDrop}>
        <PanelShell />
      </div>
    </PanelContext>
  );
}

function allowFiles(event: DragEvent): void {
  if (event.dataTransfer.types.includes('Files')) event.preventDefault();
}
