import { useInspectedPage } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { StackFrame } from '@/lib/model/entry';
import { formatFrame } from './format';

/** A place in the page's code; opens it in Sources where the browser can. */
export function SourceLink({ frame }: { frame: StackFrame }) {
  const { openSource } = useInspectedPage();
  const title = `${frame.url}:${frame.line}:${frame.column}`;
  return openSource ? (
    <button
      type="button"
      className={`${controls.textLink} ${text.mono}`}
      title={title}
      onClick={() => openSource(frame)}
    >
      {formatFrame(frame)}
    </button>
  ) : (
    <code title={title}>{formatFrame(frame)}</code>
  );
}
