import { classNames } from '@/components/shared/class-names';
import code from '@/components/shared/code.module.css';
import type { CodeLine } from '@/lib/model/judgement';

const MARKS: Record<CodeLine['mark'], string | undefined> = { ' ': code.same, '+': code.add, '-': code.del };

/** Lines of code with what goes and what comes. */
export function DiffCode({ lines, label }: { lines: readonly CodeLine[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs to be reachable by keyboard
    <section className={classNames(code.code, code.wrap, code.diff)} aria-label={label} tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <span key={index} className={MARKS[line.mark]}>
          {line.text}
        </span>
      ))}
    </section>
  );
}

/** The code as it is after the change, for the clipboard. */
export function textAfter(lines: readonly CodeLine[]): string {
  return lines
    .filter((line) => line.mark !== '-')
    .map((line) => line.text)
    .join('\n');
}
