/** Anything that survives a Chrome port, which copies through JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

/**
 * A page value made JSON-safe. Plain JSON stands for itself; anything else is an object with the single
 * key `$type` (`undefined`, `function`, `symbol`, `bigint`, `node`, `error`, `cycle`, `getter`, `truncated`, …)
 * and an optional `text`. A page's own `$type` key is escaped to `$$type`.
 */
export type Snapshot = Json;
