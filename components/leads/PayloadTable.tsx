import { i18n } from '#i18n';
import { GridRow, HeadCell, TableCell } from '@/components/atoms/grid';
import { JsonText } from '@/components/atoms/JsonText';
import { RichText } from '@/components/atoms/RichText';
import { StatusMark } from '@/components/atoms/StatusMark';
import text from '@/components/shared/text.module.css';
import type { LeadCheck, LeadField } from '@/lib/tracker/lead-payload';
import { fieldResultOf } from './field-result';
import styles from './PayloadTable.module.css';

/** Every field of a lead: what was sent, what it is worth, and what to do about it. */
export function PayloadTable({ check }: { check: LeadCheck }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: columns change with the panel's width
    <div role="table" aria-label={i18n.t('leads.fields.table')} className={styles.table}>
      <GridRow className={styles.head}>
        <HeadCell>{i18n.t('leads.fields.field')}</HeadCell>
        <HeadCell>{i18n.t('leads.fields.sent')}</HeadCell>
        <HeadCell>{i18n.t('leads.fields.result')}</HeadCell>
        <HeadCell>{i18n.t('leads.fields.whatToDo')}</HeadCell>
      </GridRow>
      {check.fields.map((field) => (
        <FieldRow key={field.name} field={field} />
      ))}
    </div>
  );
}

function FieldRow({ field }: { field: LeadField }) {
  const { tone, word } = fieldResultOf(field);
  const sent = field.sent === undefined ? undefined : JSON.stringify(field.sent);
  return (
    <GridRow className={styles.row}>
      <TableCell>
        <code>{field.name}</code>
      </TableCell>
      <TableCell className={sent === undefined ? undefined : text.trunc} title={sent}>
        {sent === undefined ? (
          <span className={text.third}>{i18n.t('leads.fields.nothingSent')}</span>
        ) : (
          <code>
            <JsonText text={sent} />
          </code>
        )}
      </TableCell>
      <TableCell>
        <StatusMark tone={tone}>{word}</StatusMark>
      </TableCell>
      <TableCell className={tone === 'ok' || tone === 'none' ? text.third : undefined}>
        <RichText text={field.fix ? `${field.message} ${field.fix}` : field.message} />
      </TableCell>
    </GridRow>
  );
}
