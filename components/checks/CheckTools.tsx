import { useRef } from 'react';
import { Button } from '@/components/atoms/Button';
import { copyText } from '@/components/atoms/clipboard';
import { Menu } from '@/components/atoms/Menu';
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
  const read = async (chosen: File) => {
    try {
      importChecks(chosen.name, await chosen.text());
    } catch {
      refuseChecks(`${chosen.name} could not be read. Check that it is still there, then try again.`);
    }
  };
  return (
    <div className={styles.tools}>
      {results.length > 0 && <CheckProgress results={results} />}
      <span className={text.grow} />
      <Button look="ghost" icon="plus" onClick={onAdd}>
        Add check
      </Button>
      <Menu
        label="Add template"
        look="ghost"
        items={TEMPLATES.map(({ id, title, description }) => ({
          label: title,
          hint: description,
          onChoose: () => addTemplate(id),
        }))}
      />
      <Menu
        label="Checks file"
        look="ghost"
        items={[
          { label: 'Import checks…', hint: 'Adds the checks of a file', onChoose: () => file.current?.click() },
          { label: 'Export checks', hint: 'One JSON file, also for the command line', onChoose: exportChecks },
        ]}
      />
      <ReportMenu />
      <input
        ref={file}
        type="file"
        hidden
        aria-label="Checks file"
        accept=".json,application/json"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) void read(chosen);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

function ReportMenu() {
  const { exportReport, report } = useActions();
  return (
    <Menu
      label="Report"
      icon="export"
      items={[
        { label: 'HTML report', hint: 'One page that prints', onChoose: () => exportReport('html') },
        { label: 'Markdown', hint: 'For a ticket', onChoose: () => exportReport('markdown') },
        { label: 'JUnit XML', hint: 'For a build server', onChoose: () => exportReport('junit') },
        { label: 'JSON', hint: 'For programs', onChoose: () => exportReport('json') },
        { label: 'Copy as Markdown', onChoose: () => void copyText(report('markdown')) },
      ]}
    />
  );
}
