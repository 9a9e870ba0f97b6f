/** The rules that say why a page has no working tracker: what it wanted of the tracker comes to nothing by these. */
export const WITHOUT_TRACKER = [
  'routing-integrity',
  'script-missing',
  'script-blocked',
  'script-load-failed',
  'script-integrity-failed',
  'script-inert',
] as const;
