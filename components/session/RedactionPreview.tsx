import { useEffect, useState } from 'react';
import { i18n } from '#i18n';
import { formatCount } from '@/components/atoms/format';
import { useActions } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { Replacement } from '@/lib/session/pseudonyms';
import type { RedactionOptions } from '@/lib/session/redaction';
import { REDACTION_CATEGORIES, type RedactionCategory } from '@/lib/session/sensitive-keys';
import styles from './RedactionPreview.module.css';
import { KINDS_REPLACED } from './redaction-words';

const SHOWN_LIMIT = 300;

type PreviewProps = { chosen: RedactionOptions; onChoose: (options: RedactionOptions) => void };

/** Every value that is replaced and what leaves in its place; a value or a whole kind can be left as it is. */
export function RedactionPreview({ chosen, onChoose }: PreviewProps) {
  const { previewExport } = useActions();
  const [replacements, setReplacements] = useState<readonly Replacement[] | 'failed'>();
  useEffect(() => {
    let isWanted = true;
    previewExport().then(
      (found) => isWanted && setReplacements(found),
      () => isWanted && setReplacements('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [previewExport]);

  if (replacements === undefined) return <p className={text.second}>{i18n.t('session.replaced.looking')}</p>;
  if (replacements === 'failed') {
    return <p className={text.error}>{i18n.t('session.replaced.failed')}</p>;
  }
  if (replacements.length === 0) return <p className={text.second}>{i18n.t('session.replaced.none')}</p>;
  const kept = new Set(chosen.keep);
  const isOn = (category: RedactionCategory) => chosen.categories?.[category] !== false;
  return (
    <section className={styles.preview} aria-label={i18n.t('session.replaced.title')}>
      {REDACTION_CATEGORIES.map((category) => {
        const found = replacements.filter((one) => one.category === category);
        return found.length === 0 ? null : (
          <fieldset key={category}>
            <legend>
              <label className={controls.check}>
                <input
                  type="checkbox"
                  checked={isOn(category)}
                  onChange={({ currentTarget: { checked } }) =>
                    onChoose({ ...chosen, categories: { ...chosen.categories, [category]: checked } })
                  }
                />
                {KINDS_REPLACED[category]}
              </label>
            </legend>
            {found.slice(0, SHOWN_LIMIT).map(({ value, pseudonym, count, where }) => (
              <label
                key={value}
                className={`${controls.check} ${styles.value}`}
                title={i18n.t('session.replaced.firstIn', [where])}
              >
                <input
                  type="checkbox"
                  checked={isOn(category) && !kept.has(value)}
                  disabled={!isOn(category)}
                  onChange={({ currentTarget: { checked } }) => {
                    const others = (chosen.keep ?? []).filter((one) => one !== value);
                    onChoose({ ...chosen, keep: checked ? others : [...others, value] });
                  }}
                />
                <code className={text.trunc}>{value}</code>
                <code className={`${text.trunc} ${text.second}`}>
                  {isOn(category) && !kept.has(value) ? pseudonym : i18n.t('session.replaced.kept')}
                </code>
                <span className={text.meta}>{i18n.t('session.replaced.times', count, [formatCount(count)])}</span>
              </label>
            ))}
            {found.length > SHOWN_LIMIT && (
              <p className={text.meta}>{i18n.t('session.replaced.more', [found.length - SHOWN_LIMIT])}</p>
            )}
          </fieldset>
        );
      })}
    </section>
  );
}
