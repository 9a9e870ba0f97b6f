import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { useActions } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { ReportFormat } from '@/lib/expectations/report/report';
import styles from './ExportDialog.module.css';

const FORMATS: [ReportFormat, string, string][] = [
  ['html', i18n.t('session.report.html'), i18n.t('common.reportHtmlNote')],
  ['markdown', i18n.t('session.report.markdown'), i18n.t('common.reportMarkdownNote')],
  ['junit', i18n.t('session.report.junit'), i18n.t('common.reportJunitNote')],
  ['json', i18n.t('session.report.json'), i18n.t('common.reportJsonNote')],
];

/** The findings and checks as a report, for people who do not open the session. */
export function ReportButtons() {
  const { exportReport } = useActions();
  return (
    <div className={styles.reports}>
      <span className={text.second}>{i18n.t('session.report.title')}</span>
      {FORMATS.map(([format, label, title]) => (
        <Button
          key={format}
          aria-label={i18n.t('session.report.button', [label])}
          title={title}
          onClick={() => exportReport(format)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
