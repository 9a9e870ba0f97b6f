import { useRef, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { FileInput } from '@/components/atoms/FileInput';
import { useActions, useInspectedPage } from '@/components/panel-context';
import { ExportDialog } from '@/components/session/ExportDialog';
import { importFile } from '@/components/session/import-file';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import styles from './SessionActions.module.css';

type SessionActionsProps = {
  /** Much else stands in their row. */
  isCrowded: boolean;
};

/** "Import session" and "Export session", on every tab. */
export function SessionActions({ isCrowded }: SessionActionsProps) {
  const actions = useActions();
  const { openDemo, present } = useInspectedPage();
  const file = useRef<HTMLInputElement>(null);
  const [isExportOpen, setExportOpen] = useState(false);
  return (
    <div className={classNames(controls.actions, isCrowded && styles.crowded)}>
      <Button
        look="ghost"
        className={controls.compact}
        icon="import"
        aria-label={i18n.t('layout.importSession')}
        title={i18n.t('layout.importHint')}
        onClick={() => file.current?.click()}
      >
        <span className={text.hideMid}>{i18n.t('layout.import')}</span>
      </Button>
      <Button
        look="ghost"
        className={controls.compact}
        icon="export"
        aria-label={i18n.t('layout.exportSession')}
        aria-haspopup="dialog"
        title={i18n.t('layout.exportHint')}
        onClick={() => setExportOpen(true)}
      >
        <span className={text.hideMid}>{i18n.t('layout.export')}</span>
      </Button>
      {present && (
        <Button
          look="ghost"
          className={controls.compact}
          icon="globe"
          aria-label={i18n.t('layout.presentSession')}
          title={i18n.t('layout.presentHint')}
          onClick={() => void actions.presentSession(present)}
        >
          <span className={text.hideMid}>{i18n.t('layout.present')}</span>
        </Button>
      )}
      {openDemo && (
        <Button
          look="ghost"
          className={controls.compact}
          icon="play"
          aria-label={i18n.t('layout.demo')}
          title={i18n.t('layout.demoHint')}
          onClick={() => openDemo()}
        >
          <span className={text.hideMid}>{i18n.t('layout.demo')}</span>
        </Button>
      )}
      <FileInput
        ref={file}
        label={i18n.t('layout.sessionFile')}
        accept=".json,.har,application/json"
        onFile={(chosen) => void importFile(chosen, actions)}
      />
      {isExportOpen && <ExportDialog onClose={() => setExportOpen(false)} />}
    </div>
  );
}
