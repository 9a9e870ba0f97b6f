import { Button } from '@/components/atoms/Button';
import { useActions } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { ReportFormat } from '@/lib/expectations/report/report';
import styles from './ExportDialog.module.css';

const FORMATS: [ReportFormat, string, string][] = [
  ['html', 'HTML', 'One page that prints'],
  ['markdown', 'Markdown', 'For a ticket'],
  ['junit', 'JUnit', 'For a build server'],
  ['json', 'JSON', 'For programs'],
];

/** The findings and checks as a report, for people who do not open the session. */
export function ReportButtons() {
  const { exportReport } = useActions();
  return (
    <div className={styles.reports}>
      <span className={text.second}>Findings report</span>
      {FORMATS.map(([format, label, title]) => (
        <Button key={format} aria-label={`${label} report`} title={title} onClick={() => exportReport(format)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
