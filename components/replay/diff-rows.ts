/** Two texts laid side by side, line by line; JSON is laid out first. */
export type DiffRow = { key: number; before: string | undefined; after: string | undefined; isChanged: boolean };

/** Longer texts are compared by place only: the exact way takes time in the square of their length. */
const EXACT_LIMIT = 400;

export function diffRows(before: string, after: string): DiffRow[] {
  const left = linesOf(before);
  const right = linesOf(after);
  const pairs = left.length * right.length > EXACT_LIMIT ** 2 ? byPlace(left, right) : exactly(left, right);
  return pairs.map(([one, other], key) => ({ key, before: one, after: other, isChanged: one !== other }));
}

type Pair = [string | undefined, string | undefined];

function linesOf(text: string): string[] {
  if (text === '') return [];
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split('\n');
  } catch {
    return text.split('\n');
  }
}

function byPlace(left: readonly string[], right: readonly string[]): Pair[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [left[index], right[index]]);
}

/** By the longest lines in common; between them, what went stands beside what came. */
function exactly(left: readonly string[], right: readonly string[]): Pair[] {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: Pair[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const flush = () => {
    pairs.push(...byPlace(gone, come));
    gone = [];
    come = [];
  };
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    const one = left[row];
    const other = right[column];
    if (one !== undefined && one === other) {
      flush();
      pairs.push([one, other]);
      row += 1;
      column += 1;
    } else if (one !== undefined && (other === undefined || at(row + 1, column) >= at(row, column + 1))) {
      gone.push(one);
      row += 1;
    } else if (other !== undefined) {
      come.push(other);
      column += 1;
    }
  }
  flush();
  return pairs;
}
