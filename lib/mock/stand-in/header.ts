/** Stands at the top of every built copy of the stand-in, which minifying would take from its source. */
export const STAND_IN_HEADER = `/*!
 * Stand-in for the Affitor tracker, by Affitor Inspector. Not the vendor's script: it is for tests, demos and
 * offline work, and must not be used in production.
 */`;
