import { useEffect, useState } from 'react';
import { plural } from '@/components/atoms/format';
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

  if (replacements === undefined) return <p className={text.second}>Looking for personal data…</p>;
  if (replacements === 'failed') {
    return <p className={text.error}>The preview could not be made. The export is redacted all the same.</p>;
  }
  if (replacements.length === 0) return <p className={text.second}>Nothing in this session needs replacing.</p>;
  const kept = new Set(chosen.keep);
  const isOn = (category: RedactionCategory) => chosen.categories?.[category] !== false;
  return (
    <section className={styles.preview} aria-label="What is replaced">
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
              <label key={value} className={`${controls.check} ${styles.value}`} title={`First in ${where}`}>
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
                  {isOn(category) && !kept.has(value) ? pseudonym : 'left as it is'}
                </code>
                <span className={text.meta}>{plural(count, 'time')}</span>
              </label>
            ))}
            {found.length > SHOWN_LIMIT && (
              <p className={text.meta}>and {found.length - SHOWN_LIMIT} more, replaced too</p>
            )}
          </fieldset>
        );
      })}
    </section>
  );
}
