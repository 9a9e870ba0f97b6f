import * as v from 'valibot';
import { DIALECT_NAMES } from './entry';
import type { DialectChoice, RoutingAsked, RoutingState, RoutingTarget } from './routing';

/** The shapes of `routing.ts` where they cross a boundary: messages, and what was stored. */

/** Whole, and of a server: `localhost:1337` is a URL as well, of a scheme that is called localhost. */
export const serverAddressSchema = v.pipe(
  v.string(),
  v.regex(/^https?:\/\//i, 'The mock server’s address begins with http:// or https://.'),
  v.url('The mock server’s address is not a URL.'),
);

export const routingTargetSchema = v.variant('kind', [
  v.object({ kind: v.literal('mock') }),
  v.object({ kind: v.literal('server'), url: serverAddressSchema }),
]) satisfies v.GenericSchema<unknown, RoutingTarget>;

export const dialectChoiceSchema = v.picklist(['automatic', 'both', ...DIALECT_NAMES]) satisfies v.GenericSchema<
  unknown,
  DialectChoice
>;

const off = v.object({ on: v.literal(false) });
const asked = v.object({
  on: v.literal(true),
  target: routingTargetSchema,
  choice: dialectChoiceSchema,
  dialect: v.exactOptional(v.picklist(DIALECT_NAMES)),
});

export const routingAskedSchema = v.variant('on', [off, asked]) satisfies v.GenericSchema<unknown, RoutingAsked>;

export const routingStateSchema = v.variant('on', [
  off,
  v.object({ ...asked.entries, site: v.exactOptional(v.string()) }),
]) satisfies v.GenericSchema<unknown, RoutingState>;
