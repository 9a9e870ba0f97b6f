import { i18n } from '#i18n';
import { usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import { judgedAsOf } from '@/lib/store/selectors';

const WORDS = { production: i18n.t('overview.judgedAs.production'), test: i18n.t('overview.judgedAs.test') };

/** Whether customers use this host, where its name misleads; a file says that itself. */
export function JudgedAs() {
  const judgedAs = usePanel(judgedAsOf);
  const setProduction = usePanel((state) => state.setProduction);
  if (!judgedAs) return null;
  const { host, chosen, byAddress } = judgedAs;
  return (
    <select
      className={controls.input}
      aria-label={i18n.t('overview.judgedAs.label')}
      value={chosen ?? ''}
      onChange={({ currentTarget: { value } }) =>
        setProduction(host, value === '' ? undefined : value === 'production')
      }
    >
      <option value="">{i18n.t('overview.judgedAs.byAddress', [WORDS[byAddress]])}</option>
      <option value="production">{WORDS.production}</option>
      <option value="test">{WORDS.test}</option>
    </select>
  );
}
