/** Where a key leads from row `index` of `count`, or undefined when it leads nowhere; no row is chosen at -1. */
export function rowAfterKey(key: string, index: number, count: number, pageRows: number): number | undefined {
  const target = targetOf(key, index, count, Math.max(1, pageRows));
  if (target === undefined || count === 0) return undefined;
  return Math.min(count - 1, Math.max(0, target));
}

function targetOf(key: string, index: number, count: number, pageRows: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return index + 1;
    case 'ArrowUp':
    case 'k':
      return index < 0 ? count - 1 : index - 1;
    case 'PageDown':
      return index + pageRows;
    case 'PageUp':
      return index - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
