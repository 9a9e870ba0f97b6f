import { useCallback, useEffect, useRef } from 'react';
import { i18n } from '#i18n';
import { Icon } from '@/components/atoms/Icon';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import { useEscape } from './escape';
import styles from './FilterBox.module.css';
import { FilterSuggestions, SUGGESTIONS_ID, suggestionId } from './FilterSuggestions';
import { isTyping } from './typing';
import { useCompletion } from './use-completion';

/** The text filter over every view of events. `/` goes to it; Escape empties it, then goes to the rows; Enter shows its events. */
export function FilterBox() {
  const filter = usePanel((state) => state.filter);
  const { setFilterText, selectTab } = useActions();
  const input = useRef<HTMLInputElement>(null);
  const completion = useCompletion(input, filter.text, setFilterText);
  const { options, active, close } = completion;

  useEffect(() => focusAtSlash(window, input), []);
  const closeSuggestions = useRef(close);
  useEffect(() => {
    closeSuggestions.current = close;
  });
  useEscape(
    useCallback(() => {
      if (document.activeElement !== input.current) return false;
      if (closeSuggestions.current()) return true;
      if (input.current?.value) setFilterText('');
      else leave(input.current);
      return true;
    }, [setFilterText]),
  );

  return (
    <div className={styles.search}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        className={controls.input}
        aria-label={i18n.t('layout.filter')}
        aria-autocomplete="list"
        aria-controls={options.length > 0 ? SUGGESTIONS_ID : undefined}
        aria-activedescendant={active >= 0 ? suggestionId(active) : undefined}
        aria-invalid={filter.error !== undefined}
        aria-errormessage={filter.error === undefined ? undefined : 'filter-error'}
        placeholder={i18n.t('layout.filterExample')}
        title={i18n.t('layout.filterHint')}
        spellCheck={false}
        autoComplete="off"
        value={filter.text}
        onChange={(event) => {
          setFilterText(event.currentTarget.value);
          completion.onTyped();
        }}
        onBlur={() => close()}
        onKeyDown={(event) => {
          if (completion.onKeyDown(event)) event.preventDefault();
          else if (event.key === 'Enter') {
            close();
            selectTab('Timeline');
          }
        }}
      />
      <FilterSuggestions options={options} active={active} onChoose={completion.choose} />
      {filter.error !== undefined && options.length === 0 && (
        <span id="filter-error" className={styles.error} aria-live="polite">
          {filter.error}
        </span>
      )}
    </div>
  );
}

/** To the rows, where the view has some. */
function leave(input: HTMLInputElement | null): void {
  const rows = document.querySelector<HTMLElement>('main [role=grid]');
  if (rows) rows.focus();
  else input?.blur();
}

function focusAtSlash(window: Window, input: React.RefObject<HTMLInputElement | null>): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    input.current?.focus();
  };
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}
