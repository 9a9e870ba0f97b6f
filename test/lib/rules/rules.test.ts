import { RULES } from '@/lib/rules/registry';
import { ALL_CASES } from './cases/all';
import { testRule } from './support';

for (const rule of RULES) {
  const cases = ALL_CASES[rule.id];
  if (cases) testRule(rule, cases);
}
