import type { Dialect } from './entry';

/** Whether a tab's tracker traffic is answered inside the browser, and by whom. */

export type RoutingTarget =
  | { kind: 'mock' }
  /** A mock server at an absolute URL. */
  | { kind: 'server'; url: string };

/** The stand-in's language as the user wants it; `automatic` is what the site was seen to speak, or else both. */
export type DialectChoice = 'automatic' | 'both' | Dialect;

export type RoutingAsked =
  | { on: false }
  | {
      on: true;
      target: RoutingTarget;
      choice: DialectChoice;
      /** What the choice comes to; bilingual without one. */
      dialect?: Dialect;
    };

export type RoutingState =
  | { on: false }
  | {
      on: true;
      target: RoutingTarget;
      choice: DialectChoice;
      dialect?: Dialect;
      /** Host name of the page, whose workers are cut off in every tab of that site. */
      site?: string;
    };
