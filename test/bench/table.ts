/** One number of the bench: what was measured, and what the project wants of it. */
export type Measured = { what: string; value: number | string; unit?: string; wanted?: number; isMet?: boolean };

/** A number that must not exceed another. */
export const atMost = (what: string, value: number, wanted: number, unit: string): Measured => ({
  what,
  value: Number(value.toFixed(2)),
  unit,
  wanted,
  isMet: value <= wanted,
});

export const note = (what: string, value: number | string, unit?: string): Measured => ({
  what,
  value,
  ...(unit !== undefined && { unit }),
});

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function drawTable(rows: readonly Measured[]): string {
  const lines = rows.map(({ what, value, unit = '', wanted, isMet }) => [
    what,
    `${value} ${unit}`.trim(),
    wanted === undefined ? '' : `≤ ${wanted} ${unit}`.trim(),
    isMet === undefined ? '' : isMet ? 'met' : 'missed',
  ]);
  return [
    '| What | Measured | Must reach | |',
    '|---|---|---|---|',
    ...lines.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}
