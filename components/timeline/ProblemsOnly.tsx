import { i18n } from '#i18n';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';

export function ProblemsOnly() {
  const isOn = usePanel((state) => state.filter.problemsOnly);
  const { setProblemsOnly } = useActions();
  return (
    <>
      <span className={`${controls.separator} ${text.onlyWide}`} />
      <label className={controls.check} title={i18n.t('timeline.problemsOnlyHint')}>
        <input
          type="checkbox"
          aria-label={i18n.t('timeline.problemsOnly')}
          checked={isOn}
          onChange={(event) => setProblemsOnly(event.currentTarget.checked)}
        />
        <span className={text.onlyWide}>{i18n.t('timeline.problemsOnly')}</span>
        <span className={text.onlyNarrow}>{i18n.t('timeline.problems')}</span>
      </label>
    </>
  );
}
