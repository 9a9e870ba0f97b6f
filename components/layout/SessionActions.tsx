import { useRef, useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { useActions, useInspectedPage } from '@/components/panel-context';
import { ExportDialog } from '@/components/session/ExportDialog';
import { importFile } from '@/components/session/import-file';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';

/** "Import session" and "Export session", on every tab. */
export function SessionActions() {
  const actions = useActions();
  const { openDemo, present } = useInspectedPage();
  const file = useRef<HTMLInputElement>(null);
  const [isExportOpen, setExportOpen] = useState(false);
  return (
    <div className={controls.actions}>
      <Button
        look="ghost"
        className={controls.compact}
        icon="import"
        aria-label="Import session"
        title="Import session: open an exported file, or drop it on the panel"
        onClick={() => file.current?.click()}
      >
        <span className={text.hideMid}>Import</span>
      </Button>
      <Button
        look="ghost"
        className={controls.compact}
        icon="export"
        aria-label="Export session"
        aria-haspopup="dialog"
        title="Export session as a file"
        onClick={() => setExportOpen(true)}
      >
        <span className={text.hideMid}>Export</span>
      </Button>
      {present && (
        <Button
          look="ghost"
          className={controls.compact}
          icon="globe"
          aria-label="Present session"
          title="Present session: this recording as a story in a tab of its own, personal data replaced"
          onClick={() => void actions.presentSession(present)}
        >
          <span className={text.hideMid}>Present</span>
        </Button>
      )}
      {openDemo && (
        <Button
          look="ghost"
          className={controls.compact}
          icon="play"
          aria-label="Demo"
          title="Demo: how a partner’s link becomes a commission, on a made-up shop"
          onClick={() => openDemo()}
        >
          <span className={text.hideMid}>Demo</span>
        </Button>
      )}
      <input
        ref={file}
        type="file"
        hidden
        aria-label="Session file"
        accept=".json,.har,application/json"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) void importFile(chosen, actions);
          event.currentTarget.value = '';
        }}
      />
      {isExportOpen && <ExportDialog onClose={() => setExportOpen(false)} />}
    </div>
  );
}
