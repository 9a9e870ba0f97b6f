import * as v from 'valibot';
import type { RecordedSignup } from '@/lib/model/site-test';
import { hostOf, siteOf } from '@/lib/tracker/site';
import { isEmailStep } from './fresh-values';
import { secretOf } from './secret-fields';
import {
  type FieldPlace,
  NAME_LIMIT,
  type SignupAct,
  type SignupRecording,
  type SignupStep,
  STEP_LIMIT,
  TEXT_LIMIT,
} from './signup-step';

/**
 * How somebody signed up on a site, as steps that can be made again. What comes from a page is hostile until it was
 * parsed here, and so is what was stored: neither names a page of another site nor holds the content of a secret field.
 */

const CSS_LIMIT = 600;
const PAGE_LIMIT = 1000;
/** Sites; of more, the one recorded longest ago is dropped. */
export const RECORDING_LIMIT = 50;

const name = v.pipe(v.string(), v.maxLength(NAME_LIMIT));
const typed = v.pipe(v.string(), v.maxLength(TEXT_LIMIT));

const fieldPlace = v.object({
  tag: name,
  type: name,
  id: name,
  name,
  label: name,
  role: name,
  autocomplete: name,
  option: name,
  css: v.pipe(v.string(), v.maxLength(CSS_LIMIT)),
}) satisfies v.GenericSchema<unknown, FieldPlace>;

const act = v.variant('kind', [
  v.object({ kind: v.literal('type'), value: typed }),
  v.object({ kind: v.literal('secret'), secret: v.picklist(['password', 'card', 'code', 'file']) }),
  v.object({ kind: v.literal('choose'), values: v.pipe(v.array(typed), v.maxLength(20)) }),
  v.object({ kind: v.literal('tick'), isOn: v.boolean() }),
  v.object({ kind: v.literal('press'), isSubmit: v.boolean() }),
  v.object({ kind: v.literal('submit') }),
]) satisfies v.GenericSchema<unknown, SignupAct>;

const signupStep = v.object({
  page: v.pipe(
    v.string(),
    v.maxLength(PAGE_LIMIT),
    v.regex(/^https?:\/\/[^/?#@]+\/[^?#]*$/),
    v.check((page) => URL.canParse(page)),
  ),
  place: fieldPlace,
  act,
}) satisfies v.GenericSchema<unknown, SignupStep>;

const recording = v.object({
  version: v.literal(1),
  origin: v.string(),
  /** Milliseconds since 1970. */
  recordedAt: v.number(),
  steps: v.pipe(v.array(v.unknown()), v.maxLength(STEP_LIMIT)),
});

/** The steps among what was told that are steps on a page of the site; what a secret field held is dropped here too. */
export function parseSteps(told: unknown, site: string): SignupStep[] {
  return listOf(told)
    .slice(0, STEP_LIMIT)
    .flatMap((one) => {
      const parsed = v.safeParse(signupStep, one);
      return parsed.success && siteOf(hostOf(parsed.output.page)) === site ? [withoutSecret(parsed.output)] : [];
    });
}

function withoutSecret(step: SignupStep): SignupStep {
  if (step.act.kind !== 'type') return step;
  const secret = secretOf(step.place);
  return secret ? { ...step, act: { kind: 'secret', secret } } : step;
}

/** Those that can be read whole; a recording that lost a step would not sign up. */
export function parseRecordings(stored: unknown): SignupRecording[] {
  return listOf(stored).flatMap((one) => {
    const parsed = v.safeParse(recording, one);
    if (!parsed.success) return [];
    const steps = parseSteps(parsed.output.steps, siteOf(hostOf(parsed.output.origin)));
    return steps.length > 0 && steps.length === parsed.output.steps.length ? [{ ...parsed.output, steps }] : [];
  });
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** With the new one in place of an earlier one of the same site. */
export function withRecording(kept: readonly SignupRecording[], made: SignupRecording): SignupRecording[] {
  return [...kept.filter(({ origin }) => origin !== made.origin), made].slice(-RECORDING_LIMIT);
}

export function summaryOf({ origin, recordedAt, steps }: SignupRecording): RecordedSignup {
  return { origin, recordedAt, hasEmail: steps.some(isEmailStep) };
}
