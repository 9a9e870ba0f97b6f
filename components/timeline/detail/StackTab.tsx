import { i18n } from '#i18n';
import { CopyButton } from '@/components/atoms/CopyButton';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { SourceLink } from '@/components/atoms/SourceLink';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { StackFrame } from '@/lib/model/entry';
import type { DetailViewProps } from './detail-tabs';
import styles from './StackTab.module.css';

/** Where in the page's code the event came from, innermost first. */
export function StackTab({ entry }: DetailViewProps) {
  const missing = entry.missing.find(({ part }) => part === 'stack');
  if (entry.stack.length === 0) {
    return <EmptyNote title={i18n.t('timeline.detail.noStack')}>{missing?.reason}</EmptyNote>;
  }
  return (
    <>
      <div className={pane.head}>
        <h2>{i18n.t('timeline.detail.calledFrom')}</h2>
        <span className={text.grow} />
        <CopyButton text={entry.stack.map(lineOf).join('\n')} label={i18n.t('timeline.detail.copyStack')}>
          {i18n.t('timeline.detail.copyStack')}
        </CopyButton>
      </div>
      <ol className={styles.frames}>
        {entry.stack.map((frame, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: recursion repeats frames; their place is what they are
          <li key={index}>
            <code>{frame.functionName ?? i18n.t('timeline.detail.anonymous')}</code>
            <SourceLink frame={frame} />
          </li>
        ))}
      </ol>
    </>
  );
}

const lineOf = ({ functionName, url, line, column }: StackFrame): string =>
  `at ${functionName ?? '(anonymous)'} (${url}:${line}:${column})`;
