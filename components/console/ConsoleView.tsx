import { useState } from 'react';
import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { formatCount, formatUrl } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { useActions, usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { ConsoleEntry } from '@/lib/model/entry';
import { ConsoleDetail } from './ConsoleDetail';
import { ConsoleLine } from './ConsoleLine';
import styles from './ConsoleView.module.css';
import { CONSOLE_CHIPS, type ConsoleChip, consolePagesOf, shownLinesOf } from './shown-lines';

const CHIPS: Record<ConsoleChip, string> = {
  all: i18n.t('console.chips.all'),
  errors: i18n.t('console.chips.errors'),
  unrecognised: i18n.t('console.chips.unrecognised'),
};

/** What the tracker printed: our reading beside the original line, by page. */
export function ConsoleView() {
  const lines = usePanel(shownLinesOf);
  const [chip, setChip] = useState<ConsoleChip>('all');
  const [isRaw, setRaw] = useState(false);
  const selectedId = usePanel((state) => state.selectedId);
  const { select } = useActions();
  const shown = lines.filter(CONSOLE_CHIPS[chip]);
  const selected = shown.find((line) => line.id === selectedId);
  return (
    <div className={styles.console}>
      <section className={`${pane.pane} ${pane.fixed}`} aria-label={i18n.t('console.messages')}>
        <div className={`${pane.head} ${pane.headLine}`}>
          <fieldset className={controls.chips} aria-label={i18n.t('console.show')}>
            {(Object.keys(CONSOLE_CHIPS) as ConsoleChip[]).map((name) => (
              <button
                key={name}
                type="button"
                className={classNames(controls.chip, styles.chip)}
                aria-pressed={name === chip}
                onClick={() => setChip(name)}
              >
                {CHIPS[name]}{' '}
                <span className={controls.count}>{formatCount(lines.filter(CONSOLE_CHIPS[name]).length)}</span>
              </button>
            ))}
          </fieldset>
          <span className={text.grow} />
          <label className={controls.check}>
            <input type="checkbox" checked={isRaw} onChange={(event) => setRaw(event.currentTarget.checked)} />
            {i18n.t('console.originalLines')}
          </label>
        </div>
        <div className={pane.scroll} role="log" aria-label={i18n.t('console.log')}>
          {consolePagesOf(shown).map((page) => (
            <ConsolePage key={page.id} {...page} isRaw={isRaw} selected={selected} onSelect={select} />
          ))}
          {shown.length === 0 && <NoLines hasAny={lines.length > 0} />}
        </div>
      </section>
      {selected && <ConsoleDetail line={selected} />}
    </div>
  );
}

type ConsolePageProps = {
  url: string;
  lines: readonly ConsoleEntry[];
  isRaw: boolean;
  selected: ConsoleEntry | undefined;
  onSelect: (id: string) => void;
};

function ConsolePage({ url, lines, isRaw, selected, onSelect }: ConsolePageProps) {
  return (
    <section aria-label={formatUrl(url)}>
      <div className={styles.page}>
        <Icon name="navigation" />
        <b className={text.trunc} title={formatUrl(url)}>
          {formatUrl(url)}
        </b>
        <span className={text.grow} />
        <span className={text.meta}>{i18n.t('console.count', lines.length, [formatCount(lines.length)])}</span>
      </div>
      {lines.map((line) => (
        <ConsoleLine
          key={line.id}
          line={line}
          isRaw={isRaw}
          isSelected={line === selected}
          onSelect={() => onSelect(line.id)}
        />
      ))}
    </section>
  );
}

function NoLines({ hasAny }: { hasAny: boolean }) {
  return hasAny ? (
    <EmptyNote title={i18n.t('console.noneOfKind')} />
  ) : (
    <EmptyNote title={i18n.t('console.none')}>
      <RichText text={i18n.t('console.noneNote')} />
    </EmptyNote>
  );
}
