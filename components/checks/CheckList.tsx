import { i18n } from '#i18n';
import { Cell, GridRow } from '@/components/atoms/grid';
import { RichText } from '@/components/atoms/RichText';
import { rowKeysHandler } from '@/components/atoms/row-keys-handler';
import text from '@/components/shared/text.module.css';
import type { CheckResult } from '@/lib/expectations/expectations';
import { CheckGlyph } from './CheckGlyph';
import styles from './CheckList.module.css';
import { wordOf } from './check-states';

type ListProps = {
  results: readonly CheckResult[];
  selected: CheckResult | undefined;
  onSelect: (result: CheckResult) => void;
};

/** Every check with its state and what came. */
export function CheckList({ results, selected, onSelect }: ListProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: columns leave with the panel's width
    <div
      role="grid"
      aria-label={i18n.t('checks.list')}
      aria-rowcount={results.length}
      className={styles.list}
      tabIndex={0}
      onKeyDown={rowKeysHandler(results, selected, onSelect)}
    >
      {results.map((result, index) => (
        <GridRow
          key={result.id}
          className={styles.row}
          index={index + 1}
          isSelected={result === selected}
          onSelect={() => onSelect(result)}
        >
          <Cell>
            <CheckGlyph state={result.state} />
          </Cell>
          <Cell className={text.trunc} title={result.title}>
            <RichText text={result.title} />
          </Cell>
          <Cell
            className={`${styles.got} ${text.trunc} ${text[result.state === 'fail' ? 'error' : 'second']}`}
            title={result.received}
          >
            <RichText text={result.received} />
          </Cell>
          <Cell className={`${text.num} ${text.third}`}>
            {result.progress && !result.soFar ? `${result.progress.done}/${result.progress.of}` : wordOf(result)}
          </Cell>
        </GridRow>
      ))}
    </div>
  );
}
