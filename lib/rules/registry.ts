import type { Rule } from './rule';
import { cookieMissingAtLead } from './rules/cookie-missing-at-lead';
import { debugInProduction } from './rules/debug-in-production';
import { scriptBlocked } from './rules/script-blocked';
import { scriptLoadFailed } from './rules/script-load-failed';
import { scriptMissing } from './rules/script-missing';

/** Every rule, along the way a signup takes: script, program, landing, click, cookie, queue, lead, sale, recording. */
export const RULES: readonly Rule[] = [
  scriptMissing,
  scriptBlocked,
  scriptLoadFailed,
  cookieMissingAtLead,
  debugInProduction,
];
