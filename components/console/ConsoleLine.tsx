import { i18n } from '#i18n';
import { formatFrame, formatFullTime, formatTime } from '@/components/atoms/format';
import { StatusGlyph } from '@/components/atoms/StatusMark';
import { classNames } from '@/components/shared/class-names';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { ConsoleEntry } from '@/lib/model/entry';
import { toneOf } from '@/lib/store/problems';
import { plainLine } from '@/lib/tracker/console-grammar';
import styles from './ConsoleLine.module.css';

type ConsoleLineProps = { line: ConsoleEntry; isRaw: boolean; isSelected: boolean; onSelect: () => void };

/** One line: when, how grave, what it means, what it said, and where it came from. */
export function ConsoleLine({ line, isRaw, isSelected, onSelect }: ConsoleLineProps) {
  const tone = toneOf(line);
  const [frame] = line.stack;
  return (
    <button
      type="button"
      className={classNames(pane.item, styles.line, tone === 'error' && styles.error, isRaw && styles.whole)}
      aria-current={isSelected}
      onClick={onSelect}
    >
      <span className={styles.time} title={formatFullTime(line.at)}>
        {formatTime(line.at)}
      </span>
      <StatusGlyph
        tone={tone}
        label={
          tone === 'none' ? i18n.t('console.unrecognised') : tone === 'info' ? i18n.t('console.message') : undefined
        }
      />
      {!isRaw && (
        <span className={line.reading ? text.trunc : text.third}>
          {line.reading?.text ?? i18n.t('console.unrecognised')}
        </span>
      )}
      <span className={styles.raw} title={line.text}>
        {isRaw ? [line.text, ...line.details].join('\n') : plainLine(line.text)}
      </span>
      <span className={styles.source}>{frame ? formatFrame(frame) : ''}</span>
    </button>
  );
}
