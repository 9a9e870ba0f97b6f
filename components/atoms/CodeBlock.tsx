import { classNames } from '@/components/shared/class-names';
import code from '@/components/shared/code.module.css';
import { JsonText } from './JsonText';

/** Text or JSON on numbered lines. */
export function CodeBlock({ text, label, isJson = false }: { text: string; label: string; isJson?: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs to be reachable by keyboard
    <section className={classNames(code.code, code.numbered, code.wrap)} aria-label={label} tabIndex={0}>
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <span key={index}>{isJson ? <JsonText text={line} /> : line}</span>
      ))}
    </section>
  );
}
