import { useRef } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { FileInput } from '@/components/atoms/FileInput';
import { Menu } from '@/components/atoms/Menu';
import { readText } from '@/components/atoms/read-text';
import { useActions } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';

/** What can be done with all that the bundled mock keeps. */
export function MockData() {
  const { resetMock, exportMock, importMock, refuseMock } = useActions();
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className={controls.actions}>
      <Button
        look="ghost"
        className={controls.compact}
        icon="clear"
        aria-label={i18n.t('replay.resetMock')}
        onClick={() => resetMock(i18n.t('replay.isReset'))}
      >
        <span className={text.hideMid}>{i18n.t('replay.resetMock')}</span>
      </Button>
      <Menu
        label={i18n.t('replay.mockData')}
        look="ghost"
        items={[
          {
            label: i18n.t('replay.importMock'),
            hint: i18n.t('replay.importMockNote'),
            onChoose: () => file.current?.click(),
          },
          {
            label: i18n.t('replay.exportMock'),
            hint: i18n.t('replay.exportMockNote'),
            onChoose: exportMock,
          },
        ]}
      />
      <FileInput
        ref={file}
        label={i18n.t('replay.mockFile')}
        accept=".json,application/json"
        onFile={(chosen) => void readText(chosen, { take: importMock, refuse: refuseMock })}
      />
    </div>
  );
}
