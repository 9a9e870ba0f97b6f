import { useRef } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { copyText } from '@/components/atoms/clipboard';
import { FileInput } from '@/components/atoms/FileInput';
import { Menu } from '@/components/atoms/Menu';
import { readText } from '@/components/atoms/read-text';
import { useActions, usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import { TEMPLATES } from '@/lib/expectations/templates';
import { checkResultsOf } from '@/lib/store/check-results';
import { CheckProgress } from './CheckProgress';
import styles from './CheckTools.module.css';

/** How far the checks are, and what can be done with all of them. */
export function CheckTools({ onAdd }: { onAdd: () => void }) {
  const results = usePanel(checkResultsOf);
  const { addTemplate, importChecks, exportChecks, refuseChecks } = useActions();
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.tools}>
      {results.length > 0 && <CheckProgress results={results} />}
      <span className={`${text.grow} ${styles.space}`} />
      <Button look="ghost" icon="plus" onClick={onAdd}>
        {i18n.t('checks.add')}
      </Button>
      <Menu
        label={i18n.t('checks.addTemplate')}
        look="ghost"
        items={TEMPLATES.map(({ id, title, description }) => ({
          label: title,
          hint: description,
          onChoose: () => addTemplate(id),
        }))}
      />
      <Menu
        label={i18n.t('checks.file')}
        look="ghost"
        items={[
          {
            label: i18n.t('checks.importChecks'),
            hint: i18n.t('checks.importNote'),
            onChoose: () => file.current?.click(),
          },
          { label: i18n.t('checks.exportChecks'), hint: i18n.t('checks.exportNote'), onChoose: exportChecks },
        ]}
      />
      <ReportMenu />
      <FileInput
        ref={file}
        label={i18n.t('checks.file')}
        accept=".json,application/json"
        onFile={(chosen) => void readText(chosen, { take: importChecks, refuse: refuseChecks })}
      />
    </div>
  );
}

function ReportMenu() {
  const { exportReport, report } = useActions();
  return (
    <Menu
      label={i18n.t('checks.report.title')}
      icon="export"
      items={[
        {
          label: i18n.t('checks.report.html'),
          hint: i18n.t('common.reportHtmlNote'),
          onChoose: () => exportReport('html'),
        },
        {
          label: i18n.t('checks.report.markdown'),
          hint: i18n.t('common.reportMarkdownNote'),
          onChoose: () => exportReport('markdown'),
        },
        {
          label: i18n.t('checks.report.junit'),
          hint: i18n.t('common.reportJunitNote'),
          onChoose: () => exportReport('junit'),
        },
        {
          label: i18n.t('checks.report.json'),
          hint: i18n.t('common.reportJsonNote'),
          onChoose: () => exportReport('json'),
        },
        { label: i18n.t('checks.report.copyMarkdown'), onChoose: () => void copyText(report('markdown')) },
      ]}
    />
  );
}
