import type { CSSProperties, HTMLAttributes, PointerEvent, ReactNode, WheelEvent } from 'react';

/**
 * Rows and cells of a grid as plain boxes: a table's own elements can neither be placed one by one, as virtual rows
 * are, nor change their columns with the panel's width. The grid around them is the one tab stop and hears the keys.
 */

type RowProps = Omit<HTMLAttributes<HTMLDivElement>, 'role' | 'onSelect'> & {
  /** From 1, among all rows of the grid, drawn or not; absent for the heads of columns. */
  index?: number;
  isSelected?: boolean;
  onSelect?: () => void;
  style?: CSSProperties;
};

export function GridRow({ index, isSelected, onSelect, ...rest }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the grid names its active row
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div {...rest} role="row" aria-rowindex={index} aria-selected={isSelected} onClick={onSelect} />
  );
}

type CellProps = {
  className?: string | undefined;
  title?: string | undefined;
  onWheel?: (event: WheelEvent) => void;
  children?: ReactNode;
};

export function Cell(props: CellProps) {
  // biome-ignore lint/a11y/useFocusableInteractive: rows are chosen, not cells
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div {...props} role="gridcell" />;
}

type HeadCellProps = CellProps & {
  label?: string;
  onPointerDown?: (event: PointerEvent) => void;
  onPointerMove?: (event: PointerEvent) => void;
  onPointerUp?: () => void;
};

export function HeadCell({ label, ...rest }: HeadCellProps) {
  // biome-ignore lint/a11y/useFocusableInteractive: heads do nothing
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div {...rest} role="columnheader" aria-label={label} />;
}

/** A cell of a table, which is read and not worked. */
export function TableCell(props: CellProps) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div {...props} role="cell" />;
}
