import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';

export function ProblemsOnly() {
  const isOn = usePanel((state) => state.filter.problemsOnly);
  const { setProblemsOnly } = useActions();
  return (
    <>
      <span className={`${controls.separator} ${text.onlyWide}`} />
      <label className={controls.check} title="Only failures and what findings rest on">
        <input
          type="checkbox"
          aria-label="Problems only"
          checked={isOn}
          onChange={(event) => setProblemsOnly(event.currentTarget.checked)}
        />
        <span className={text.onlyWide}>Problems only</span>
        <span className={text.onlyNarrow}>Problems</span>
      </label>
    </>
  );
}
