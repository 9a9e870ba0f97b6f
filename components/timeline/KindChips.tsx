import { useDeferredValue, useMemo } from 'react';
import { i18n } from '#i18n';
import { formatCount } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import type { IconName } from '@/components/atoms/icons';
import { kindHue, kindWord } from '@/components/atoms/KindMark';
import { Select } from '@/components/atoms/Select';
import { useActions, usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import type { Entry, EntryKind } from '@/lib/model/entry';
import { matchingEntriesOf } from '@/lib/store/selectors';
import { onGrowing } from '@/lib/timeline/growing';
import styles from './KindChips.module.css';

const CHIPS: { icon: IconName; hue: EntryKind; kinds: EntryKind[]; title: string }[] = [
  { icon: 'navigation', hue: 'navigation', kinds: ['navigation'], title: i18n.t('timeline.onlyKind.navigation') },
  { icon: 'script', hue: 'script', kinds: ['script', 'global'], title: i18n.t('timeline.onlyKind.script') },
  { icon: 'queue', hue: 'queue', kinds: ['queue'], title: i18n.t('timeline.onlyKind.queue') },
  { icon: 'call', hue: 'call', kinds: ['call'], title: i18n.t('timeline.onlyKind.call') },
  { icon: 'console', hue: 'console', kinds: ['console'], title: i18n.t('timeline.onlyKind.console') },
  { icon: 'request', hue: 'request', kinds: ['request'], title: i18n.t('timeline.onlyKind.request') },
  { icon: 'cookie', hue: 'cookie', kinds: ['cookie'], title: i18n.t('timeline.onlyKind.cookie') },
];

/** Which kinds of event are shown: chips where there is room, a list to choose from where not. */
export function KindChips() {
  // Every entry is counted: the numbers may follow a moment after the letter that was typed.
  const entries = useDeferredValue(usePanel(matchingEntriesOf));
  const counts = useMemo(() => countByKind(entries), [entries]);
  const countOf = (kinds: readonly EntryKind[]) => kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const shown = usePanel((state) => state.filter.kinds);
  const { chooseKinds } = useActions();
  const isShown = (kinds: readonly EntryKind[]) => kinds.every((kind) => shown.includes(kind));
  return (
    <>
      <span className={classNames(controls.separator, styles.wide)} />
      <fieldset className={classNames(controls.chips, styles.kinds, styles.wide)} aria-label={i18n.t('timeline.kinds')}>
        <button
          type="button"
          className={classNames(controls.chip, styles.all)}
          aria-pressed={shown.length === 0}
          onClick={() => chooseKinds([], false)}
        >
          {i18n.t('timeline.all')}
        </button>
        {CHIPS.map(({ icon, hue, kinds, title }) => (
          <button
            key={hue}
            type="button"
            className={classNames(controls.chip, kindHue(hue))}
            aria-label={kindWord(hue)}
            aria-description={i18n.t('common.events', countOf(kinds), [formatCount(countOf(kinds))])}
            aria-pressed={isShown(kinds)}
            title={title}
            onClick={(event) => chooseKinds(kinds, event.ctrlKey || event.metaKey)}
          >
            <Icon name={icon} className={styles.glyph} />
            <span className={styles.word}>{kindWord(hue)}</span>
            <span className={controls.count} data-count={formatCount(countOf(kinds))} aria-hidden="true" />
          </button>
        ))}
      </fieldset>
      <Select
        className={styles.narrow}
        aria-label={i18n.t('timeline.kindOfEvent')}
        value={CHIPS.find(({ kinds }) => shown.length > 0 && isShown(kinds))?.hue ?? ''}
        onChange={(event) => {
          const chosen = CHIPS.find(({ hue }) => hue === event.currentTarget.value);
          chooseKinds(chosen?.kinds ?? [], false);
        }}
      >
        <option value="">{i18n.t('timeline.allKinds')}</option>
        {CHIPS.map(({ hue }) => (
          <option key={hue} value={hue}>
            {kindWord(hue)}
          </option>
        ))}
      </Select>
    </>
  );
}

type Counts = Record<EntryKind, number>;

const countByKind = onGrowing<Entry, Counts>({
  start: () => ({
    navigation: 0,
    script: 0,
    global: 0,
    queue: 0,
    call: 0,
    console: 0,
    request: 0,
    cookie: 0,
    notice: 0,
  }),
  copy: (counts) => ({ ...counts }),
  add(counts, { kind }) {
    counts[kind] += 1;
  },
});
