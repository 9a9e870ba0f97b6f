import * as v from 'valibot';
import {
  SITE_TEST_STEPS,
  type SiteTestAsk,
  type SiteTestPlan,
  type SiteTestProposal,
  type SiteTestResult,
  type SiteTestStep,
  type SiteTestView,
} from './site-test';

/** The shapes of `site-test.ts` where they cross a boundary: messages, and what was stored. */

const text = v.string();
const dialect = v.picklist(['v1', 'v2']);

export const siteTestPlanSchema = v.object({
  pageUrl: v.pipe(text, v.maxLength(4096)),
  parameter: v.picklist(['ref', 'aff']),
  code: v.pipe(text, v.maxLength(300)),
  routed: v.boolean(),
  dialect: v.exactOptional(dialect),
}) satisfies v.GenericSchema<unknown, SiteTestPlan>;

const step = v.object({
  name: v.picklist(SITE_TEST_STEPS),
  state: v.picklist(['waiting', 'passed', 'warned', 'failed', 'skipped']),
  text,
}) satisfies v.GenericSchema<unknown, SiteTestStep>;

const proposal = v.object({
  plan: siteTestPlanSchema,
  programId: v.exactOptional(text),
  seenCode: v.exactOptional(text),
  mock: v.object({
    links: v.array(v.object({ code: text, programId: text })),
    programIds: v.array(text),
  }),
}) satisfies v.GenericSchema<unknown, SiteTestProposal>;

const result = v.object({
  how: v.picklist(['finished', 'cancelled', 'interrupted']),
  plan: siteTestPlanSchema,
  steps: v.array(step),
  verdict: v.object({
    value: v.picklist(['attributed', 'at-risk', 'lost', 'test-only', 'pending', 'server-side', 'no-tracker']),
    state: text,
    cause: text,
    nextStep: text,
  }),
  cookies: v.object({ restored: v.number(), failed: v.array(v.object({ name: text, reason: text })) }),
  report: text,
}) satisfies v.GenericSchema<unknown, SiteTestResult>;

export const siteTestResultSchema = result;

export const siteTestViewSchema = v.variant('state', [
  v.object({ state: v.literal('idle'), proposal: v.exactOptional(proposal) }),
  v.object({ state: v.literal('running'), plan: siteTestPlanSchema, landingUrl: text, steps: v.array(step) }),
  v.object({ state: v.literal('ended'), result }),
]) satisfies v.GenericSchema<unknown, SiteTestView>;

export const siteTestAskSchema = v.variant('action', [
  v.object({ action: v.literal('peek') }),
  v.object({ action: v.literal('look') }),
  v.object({ action: v.literal('start'), plan: siteTestPlanSchema }),
  v.object({ action: v.literal('finish') }),
  v.object({ action: v.literal('cancel') }),
  v.object({ action: v.literal('dismiss') }),
]) satisfies v.GenericSchema<unknown, SiteTestAsk>;
