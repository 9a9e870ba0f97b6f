import type { Dialect } from './entry';

/** Whether a tab's tracker traffic is answered inside the browser, and by whom. */

export type RoutingTarget =
  | { kind: 'mock' }
  /** A mock server at an absolute URL. */
  | { kind: 'server'; url: string };

export type RoutingAsked =
  | { on: false }
  | {
      on: true;
      target: RoutingTarget;
      /** The stand-in's language; bilingual without one. */
      dialect?: Dialect;
    };

export type RoutingState =
  | { on: false }
  | {
      on: true;
      target: RoutingTarget;
      dialect?: Dialect;
      /** Host name of the page, whose workers are cut off in every tab of that site. */
      site?: string;
    };
