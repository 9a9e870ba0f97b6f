import { i18n } from '#i18n';
import text from '@/components/shared/text.module.css';
import type { Completions } from '@/lib/timeline/filter';
import styles from './FilterSuggestions.module.css';

export const SUGGESTIONS_ID = 'filter-suggestions';
export const suggestionId = (index: number) => `filter-suggestion-${index}`;

type FilterSuggestionsProps = {
  options: Completions['options'];
  active: number;
  onChoose: (index: number) => void;
};

/** What can be written next, below the filter; the filter keeps the focus and names the active one. */
export function FilterSuggestions({ options, active, onChoose }: FilterSuggestionsProps) {
  if (options.length === 0) return null;
  return (
    <div id={SUGGESTIONS_ID} className={styles.list} role="listbox" aria-label={i18n.t('layout.filterTerms')}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the filter keeps the focus
        // biome-ignore lint/a11y/useKeyWithClickEvents: the filter hears the keys
        <div
          key={option.text}
          id={suggestionId(index)}
          className={styles.option}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <code>{option.text}</code>
          <span className={text.meta}>{option.detail}</span>
        </div>
      ))}
    </div>
  );
}
