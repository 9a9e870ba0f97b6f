import { useDeferredValue, useMemo } from 'react';
import { formatCount, plural } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import type { IconName } from '@/components/atoms/icons';
import { kindHue } from '@/components/atoms/KindMark';
import { useActions, usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { Entry, EntryKind } from '@/lib/model/entry';
import { matchingEntriesOf } from '@/lib/store/selectors';
import { onGrowing } from '@/lib/timeline/growing';
import styles from './KindChips.module.css';

const CHIPS: { word: string; icon: IconName; hue: EntryKind; kinds: EntryKind[] }[] = [
  { word: 'Navigation', icon: 'navigation', hue: 'navigation', kinds: ['navigation'] },
  { word: 'Script', icon: 'script', hue: 'script', kinds: ['script', 'global'] },
  { word: 'Queue', icon: 'queue', hue: 'queue', kinds: ['queue'] },
  { word: 'Call', icon: 'call', hue: 'call', kinds: ['call'] },
  { word: 'Console', icon: 'console', hue: 'console', kinds: ['console'] },
  { word: 'Request', icon: 'request', hue: 'request', kinds: ['request'] },
  { word: 'Cookie', icon: 'cookie', hue: 'cookie', kinds: ['cookie'] },
];

/** Which kinds of event are shown: chips where there is room, a list to choose from where not. */
export function KindChips() {
  // Every entry is counted: the numbers may follow a moment after the letter that was typed.
  const entries = useDeferredValue(usePanel(matchingEntriesOf));
  const counts = useMemo(() => countByKind(entries), [entries]);
  const countOf = (kinds: readonly EntryKind[]) => kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);
  const shown = usePanel((state) => state.filter.kinds);
  const { chooseKinds } = useActions();
  const isShown = (kinds: readonly EntryKind[]) => kinds.every((kind) => shown.includes(kind));
  return (
    <>
      <span className={classNames(controls.separator, styles.wide)} />
      <fieldset className={classNames(controls.chips, styles.wide)} aria-label="Kinds">
        <button
          type="button"
          className={classNames(controls.chip, styles.all)}
          aria-pressed={shown.length === 0}
          onClick={() => chooseKinds([], false)}
        >
          All
        </button>
        {CHIPS.map(({ word, icon, hue, kinds }) => (
          <button
            key={word}
            type="button"
            className={classNames(controls.chip, kindHue(hue))}
            aria-label={word}
            aria-description={plural(countOf(kinds), 'event')}
            aria-pressed={isShown(kinds)}
            title={`Only ${word.toLowerCase()} events; with Ctrl or Cmd as well`}
            onClick={(event) => chooseKinds(kinds, event.ctrlKey || event.metaKey)}
          >
            <Icon name={icon} className={styles.glyph} />
            <span className={text.hideMid}>{word}</span>
            <span className={controls.count} data-count={formatCount(countOf(kinds))} aria-hidden="true" />
          </button>
        ))}
      </fieldset>
      <select
        className={classNames(controls.input, styles.narrow)}
        aria-label="Kind of event"
        value={CHIPS.find(({ kinds }) => shown.length > 0 && isShown(kinds))?.word ?? ''}
        onChange={(event) => {
          const chosen = CHIPS.find(({ word }) => word === event.currentTarget.value);
          chooseKinds(chosen?.kinds ?? [], false);
        }}
      >
        <option value="">All kinds</option>
        {CHIPS.map(({ word }) => (
          <option key={word}>{word}</option>
        ))}
      </select>
    </>
  );
}

const countByKind = onGrowing<Entry, Map<EntryKind, number>>({
  start: () => new Map(),
  copy: (counts) => new Map(counts),
  add: (counts, { kind }) => void counts.set(kind, (counts.get(kind) ?? 0) + 1),
});
