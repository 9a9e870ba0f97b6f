/** How far in time a cause reaches, where no record names it. */

/** A call that never ends is taken for the cause of nothing after this. */
export const PENDING_CALL_MS = 30_000;
/** Trackers answer a call at once and send a moment later. */
export const AFTER_CALL_MS = 2000;
/** Lines that a drained item makes the tracker print. */
export const AFTER_DRAIN_MS = 50;
/** What a script does while it starts is its own doing; later things are somebody else's. */
export const AFTER_LOAD_MS = 5000;
export const LOADING_MS = 30_000;
/** Lines and cookies that follow an answer. */
export const LINE_AFTER_ANSWER_MS = 250;
export const COOKIE_AFTER_ANSWER_MS = 1000;
/** The preload scanner asks for a script long before its element is there. */
export const SCRIPT_REQUEST_MS = 10_000;
/** A request whose end nobody saw. */
export const PENDING_REQUEST_MS = 30_000;
