import * as v from 'valibot';
import { DIALECT_NAMES } from './entry';
import {
  LINK_PARAMETERS,
  SITE_TEST_STEPS,
  type SignupChoice,
  type SignupProgress,
  type SiteTestAsk,
  type SiteTestPlan,
  type SiteTestProposal,
  type SiteTestResult,
  type SiteTestStep,
  type SiteTestView,
} from './site-test';

/** The shapes of `site-test.ts` where they cross a boundary: messages, and what was stored. */

const text = v.string();
const dialect = v.picklist(DIALECT_NAMES);

const signupChoice = v.variant('kind', [
  v.object({ kind: v.literal('by-hand'), remember: v.boolean() }),
  v.object({ kind: v.literal('recorded'), freshEmail: v.boolean() }),
]) satisfies v.GenericSchema<unknown, SignupChoice>;

export const siteTestPlanSchema = v.object({
  pageUrl: v.pipe(text, v.maxLength(4096)),
  parameter: v.picklist(LINK_PARAMETERS),
  code: v.pipe(text, v.maxLength(300)),
  routed: v.boolean(),
  dialect: v.exactOptional(dialect),
  signup: v.exactOptional(signupChoice),
}) satisfies v.GenericSchema<unknown, SiteTestPlan>;

const step = v.object({
  name: v.picklist(SITE_TEST_STEPS),
  state: v.picklist(['waiting', 'passed', 'warned', 'failed', 'skipped']),
  text,
}) satisfies v.GenericSchema<unknown, SiteTestStep>;

const proposal = v.object({
  plan: siteTestPlanSchema,
  recorded: v.exactOptional(v.object({ origin: text, recordedAt: v.number(), hasEmail: v.boolean() })),
  programId: v.exactOptional(text),
  seenCode: v.exactOptional(text),
  mock: v.object({
    links: v.array(v.object({ code: text, programId: text })),
    programIds: v.array(text),
  }),
}) satisfies v.GenericSchema<unknown, SiteTestProposal>;

const signupProgress = v.variant('kind', [
  v.object({ kind: v.literal('recording'), steps: v.number() }),
  v.object({ kind: v.literal('playing'), field: text, step: v.number(), of: v.number() }),
  v.object({ kind: v.literal('played'), of: v.number() }),
  v.object({ kind: v.literal('stopped'), text }),
]) satisfies v.GenericSchema<unknown, SignupProgress>;

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
  v.object({
    state: v.literal('running'),
    plan: siteTestPlanSchema,
    landingUrl: text,
    steps: v.array(step),
    signup: v.exactOptional(signupProgress),
  }),
  v.object({ state: v.literal('ended'), result }),
]) satisfies v.GenericSchema<unknown, SiteTestView>;

export const siteTestAskSchema = v.variant('action', [
  v.object({ action: v.literal('peek') }),
  v.object({ action: v.literal('look') }),
  v.object({ action: v.literal('start'), plan: siteTestPlanSchema }),
  v.object({ action: v.literal('finish') }),
  v.object({ action: v.literal('cancel') }),
  v.object({ action: v.literal('dismiss') }),
  v.object({ action: v.literal('forget'), origin: v.pipe(text, v.maxLength(300)) }),
]) satisfies v.GenericSchema<unknown, SiteTestAsk>;
