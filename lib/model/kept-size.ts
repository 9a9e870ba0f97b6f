/** How much of what was recorded is kept. */
export type KeptSize = { tabs: number; records: number; bytes: number };
