import { type KeyboardEvent, useState } from 'react';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { formatCount, plural } from '@/components/atoms/format';
import { usePanel } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import pane from '@/components/shared/pane.module.css';
import table from '@/components/shared/table.module.css';
import text from '@/components/shared/text.module.css';
import type { LedgerSnapshot } from '@/lib/model/ledger';
import { LEDGER_TABLES, type LedgerTable } from '@/lib/replay/ledger-changes';
import styles from './LedgerTables.module.css';
import { LEDGER_COLUMNS } from './ledger-columns';

const TITLES: Record<LedgerTable, string> = {
  customers: 'Customers',
  clicks: 'Clicks',
  leads: 'Leads',
  sales: 'Sales',
  commissions: 'Commissions',
  test_events: 'Test events',
};

const idOf = (name: LedgerTable) => `ledger-${name}`;

/** Newest rows first, as many as can be read. */
const SHOWN_ROWS = 200;

/** What the bundled mock keeps. */
export function LedgerTables() {
  const ledger = usePanel((state) => state.mock?.ledger);
  const [chosen, setChosen] = useState<LedgerTable>('customers');
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && LEDGER_TABLES.at((LEDGER_TABLES.indexOf(chosen) + step) % LEDGER_TABLES.length);
    if (!next) return;
    event.preventDefault();
    setChosen(next);
    document.getElementById(idOf(next))?.focus();
  };
  return (
    <section className={`${pane.pane} ${pane.fixed}`} aria-label="Mock ledger">
      <div className={styles.tabs}>
        <h2 className={styles.title}>Ledger</h2>
        <div role="tablist" aria-label="Ledger tables" className={styles.list} onKeyDown={onKeyDown}>
          {LEDGER_TABLES.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={idOf(name)}
              className={styles.tab}
              aria-label={`Ledger ${TITLES[name].toLowerCase()}`}
              aria-description={plural(ledger?.[name].length ?? 0, 'row')}
              aria-selected={name === chosen}
              aria-controls={name === chosen ? 'ledger-rows' : undefined}
              tabIndex={name === chosen ? 0 : -1}
              onClick={() => setChosen(name)}
            >
              {TITLES[name]}
              <span
                className={`${text.meta} ${styles.count}`}
                data-count={formatCount(ledger?.[name].length ?? 0)}
                aria-hidden="true"
              />
            </button>
          ))}
        </div>
      </div>
      <div className={pane.scroll} role="tabpanel" id="ledger-rows" aria-labelledby={idOf(chosen)}>
        {ledger && <Rows ledger={ledger} name={chosen} />}
      </div>
    </section>
  );
}

function Rows({ ledger, name }: { ledger: LedgerSnapshot; name: LedgerTable }) {
  const { heads, rows } = LEDGER_COLUMNS[name](ledger);
  if (rows.length === 0) {
    return <EmptyNote title={`No ${TITLES[name].toLowerCase()} yet`}>Route the page, or replay a request.</EmptyNote>;
  }
  return (
    <table className={table.table} aria-label={TITLES[name]}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
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
                <td key={heads[index]} className={classNames(table.cut, cell === '' && text.third)} title={cell}>
                  {cell === '' ? 'none' : cell}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
