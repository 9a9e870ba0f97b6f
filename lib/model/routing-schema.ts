import * as v from 'valibot';
import type { DialectChoice, RoutingAsked, RoutingState, RoutingTarget } from './routing';

/** The shapes of `routing.ts` where they cross a boundary: messages, and what was stored. */

export const routingTargetSchema = v.variant('kind', [
  v.object({ kind: v.literal('mock') }),
  v.object({
    kind: v.literal('server'),
    url: v.pipe(
      v.string(),
      v.regex(/^https?:\/\//i, 'The mock server’s address begins with http:// or https://.'),
      v.url(),
    ),
  }),
]) satisfies v.GenericSchema<unknown, RoutingTarget>;

export const dialectChoiceSchema = v.picklist(['automatic', 'both', 'v1', 'v2']) satisfies v.GenericSchema<
  unknown,
  DialectChoice
>;

const off = v.object({ on: v.literal(false) });
const asked = v.object({
  on: v.literal(true),
  target: routingTargetSchema,
  choice: dialectChoiceSchema,
  dialect: v.exactOptional(v.picklist(['v1', 'v2'])),
});

export const routingAskedSchema = v.variant('on', [off, asked]) satisfies v.GenericSchema<unknown, RoutingAsked>;

export const routingStateSchema = v.variant('on', [
  off,
  v.object({ ...asked.entries, site: v.exactOptional(v.string()) }),
]) satisfies v.GenericSchema<unknown, RoutingState>;
