import { useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { useActions, usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { TEMPLATES } from '@/lib/expectations/templates';
import { checkResultsOf, checksOf, siteOfView } from '@/lib/store/check-results';
import { CheckDetail } from './CheckDetail';
import { CheckEditor } from './CheckEditor';
import { CheckList } from './CheckList';
import styles from './ChecksView.module.css';
import { CheckTools } from './CheckTools';

/** What the user expects of this site, held against the recording as it grows. */
export function ChecksView() {
  const checks = usePanel(checksOf);
  const results = usePanel(checkResultsOf);
  const selectedId = usePanel((state) => state.selectedCheck);
  const { selectCheck, watchChecks } = useActions();
  const [editing, edit] = useState<'new' | string>();
  useEffect(() => watchChecks(), [watchChecks]);

  const selected = results.find(({ id }) => id === selectedId) ?? results[0];
  const check = checks.find(({ id }) => id === selected?.id);
  const edited = editing === 'new' ? undefined : checks.find(({ id }) => id === editing);
  const isEditing = editing === 'new' || edited !== undefined;
  return (
    <div className={styles.view}>
      <CheckTools onAdd={() => edit('new')} />
      <div className={styles.checks}>
        <section className={pane.pane} aria-label={i18n.t('checks.ofSite')}>
          {results.length > 0 ? (
            <CheckList
              results={results}
              selected={selected}
              onSelect={({ id }) => {
                selectCheck(id);
                edit(undefined);
              }}
            />
          ) : (
            <NoChecks onAdd={() => edit('new')} />
          )}
        </section>
        {isEditing && <CheckEditor key={editing} check={edited} onClose={() => edit(undefined)} />}
        {!isEditing && selected && check && (
          <CheckDetail check={check} result={selected} onEdit={() => edit(selected.id)} />
        )}
      </div>
    </div>
  );
}

function NoChecks({ onAdd }: { onAdd: () => void }) {
  const site = usePanel(siteOfView);
  const { addTemplate } = useActions();
  return (
    <div className={styles.empty}>
      <h2>{site ? i18n.t('checks.none', [site]) : i18n.t('checks.noneOfPage')}</h2>
      <p>{i18n.t('checks.noneNote')}</p>
      <ul>
        {TEMPLATES.map(({ id, title, description }) => (
          <li key={id}>
            <Button onClick={() => addTemplate(id)}>{title}</Button>
            <span className={text.second}>{description}</span>
          </li>
        ))}
        <li>
          <Button look="primary" icon="edit" onClick={onAdd}>
            {i18n.t('checks.write')}
          </Button>
        </li>
      </ul>
    </div>
  );
}
