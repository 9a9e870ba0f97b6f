import type { RuleCases } from '@/test/lib/rules/support';
import { API_CASES } from './api';
import { COOKIE_CASES } from './cookie';
import { CLICK_CASES, LANDING_CASES, PROGRAM_CASES } from './landing';
import { LEAD_CASES, LEAD_FIELD_CASES } from './lead';
import { QUEUE_CASES } from './queue';
import { ROUTING_CASES } from './routing';
import { SCRIPT_CASES } from './script';

/** The cases of every rule, by its id. */
export const ALL_CASES: Record<string, RuleCases> = {
  ...SCRIPT_CASES,
  ...PROGRAM_CASES,
  ...LANDING_CASES,
  ...CLICK_CASES,
  ...COOKIE_CASES,
  ...QUEUE_CASES,
  ...LEAD_FIELD_CASES,
  ...LEAD_CASES,
  ...API_CASES,
  ...ROUTING_CASES,
};
