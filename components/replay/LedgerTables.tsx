import { type KeyboardEvent, useState } from 'react';
import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { formatCount } from '@/components/atoms/format';
import { tabAfterKey } from '@/components/atoms/tab-keys';
import { usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import pane from '@/components/shared/pane.module.css';
import tabs from '@/components/shared/tab.module.css';
import table from '@/components/shared/table.module.css';
import text from '@/components/shared/text.module.css';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import { LEDGER_TABLES, type LedgerTable } from '@/lib/replay/ledger-changes';
import styles from './LedgerTables.module.css';
import { HEADS, LEDGER_COLUMNS } from './ledger-columns';
import { LEDGER_NAMES, LEDGER_TITLES } from './ledger-words';
import { MockData } from './MockData';

const idOf = (name: LedgerTable) => `ledger-${name}`;

/** Newest rows first, as many as can be read. */
const SHOWN_ROWS = 200;

/** What the bundled mock keeps. */
export function LedgerTables() {
  const ledger = usePanel((state) => state.mock?.ledger);
  const [chosen, setChosen] = useState<LedgerTable>('customers');
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfterKey(event.key, LEDGER_TABLES, chosen);
    if (!next) return;
    event.preventDefault();
    setChosen(next);
    document.getElementById(idOf(next))?.focus();
  };
  return (
    <section className={`${pane.pane} ${pane.fixed}`} aria-label={i18n.t('replay.ledger.mock')}>
      <div className={styles.tabs}>
        <h2 className={styles.title}>{i18n.t('replay.ledger.title')}</h2>
        <div role="tablist" aria-label={i18n.t('replay.ledger.tables')} className={styles.list} onKeyDown={onKeyDown}>
          {LEDGER_TABLES.map((name) => {
            const count = ledger?.[name].length ?? 0;
            return (
              <button
                key={name}
                type="button"
                role="tab"
                id={idOf(name)}
                className={tabs.tab}
                aria-label={i18n.t('replay.ledger.tab', [LEDGER_NAMES[name]])}
                aria-description={i18n.t('replay.ledger.rows', count, [formatCount(count)])}
                aria-selected={name === chosen}
                aria-controls={name === chosen ? 'ledger-rows' : undefined}
                tabIndex={name === chosen ? 0 : -1}
                onClick={() => setChosen(name)}
              >
                {LEDGER_TITLES[name]}
                <span className={`${text.meta} ${styles.count}`} data-count={formatCount(count)} aria-hidden="true" />
              </button>
            );
          })}
        </div>
        <span className={text.grow} />
        <MockData />
      </div>
      <div className={pane.scroll} role="tabpanel" id="ledger-rows" aria-labelledby={idOf(chosen)}>
        {ledger && <Rows ledger={ledger} name={chosen} />}
      </div>
    </section>
  );
}

function Rows({ ledger, name }: { ledger: LedgerSnapshot; name: LedgerTable }) {
  const { columns, rows } = LEDGER_COLUMNS[name](ledger);
  if (rows.length === 0) {
    return (
      <EmptyNote title={i18n.t('replay.ledger.empty', [LEDGER_NAMES[name]])}>
        {i18n.t('replay.ledger.emptyNote')}
      </EmptyNote>
    );
  }
  return (
    <table className={`${table.table} ${styles.rows}`} aria-label={LEDGER_TITLES[name]}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{HEADS[column]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .toReversed()
          .slice(0, SHOWN_ROWS)
          .map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={columns[index]} className={classNames(table.cut, cell === '' && text.third)} title={cell}>
                  {cell === '' ? i18n.t('replay.ledger.noValue') : cell}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
