import { useCallback, useEffect, useRef } from 'react';
import { Icon } from '@/components/atoms/Icon';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import { useEscape } from './escape';
import styles from './FilterBox.module.css';

/** The text filter over every view of events. `/` goes to it; Escape empties it; Enter shows its events. */
export function FilterBox() {
  const filter = usePanel((state) => state.filter);
  const { setFilterText, selectTab } = useActions();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);

  useEscape(
    useCallback(() => {
      if (document.activeElement !== input.current) return false;
      if (input.current?.value) setFilterText('');
      else input.current?.blur();
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
        aria-label="Filter"
        aria-invalid={filter.error !== undefined}
        aria-errormessage={filter.error === undefined ? undefined : 'filter-error'}
        placeholder="Filter, e.g. kind:request 4xx"
        title="Words, or kind: status: frame: dialect: rule: — press / to get here"
        spellCheck={false}
        autoComplete="off"
        value={filter.text}
        onChange={(event) => setFilterText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && selectTab('Timeline')}
      />
      {filter.error !== undefined && (
        <span id="filter-error" className={styles.error} aria-live="polite">
          {filter.error}
        </span>
      )}
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
