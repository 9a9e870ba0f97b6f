import { GLOBAL_NAME, QUEUE_NAME, TRACKER_HOSTS } from './dialects';

/**
 * What observers in a page must know of the tracker, in the few bytes a page should carry. A test holds it against the
 * dialects.
 */
export const PAGE_FACTS = {
  hosts: TRACKER_HOSTS,
  globalName: GLOBAL_NAME,
  queueName: QUEUE_NAME,
  /** Tested against a pathname: only the tracker's own API has such. */
  path: /^\/api\/(tracking|v1\/track|v1\/cli\/test-event|v1\/programs\/me\/readiness)(\/|$)/,
  /** Tested against the text a script assigns to `document.cookie`, up to the name's end. */
  cookie: /^\s*(customer_code|affitor_(customer|click_id|aff_url|test_cookie)|affiliate_url|partner_code)\s*=/,
  /** Tested against the beginning of a console line, past signs, emoji and styles. */
  consoleLine: /^(\W|%c)*affitor\b/i,
  /** Tested against names of page globals that hold a list: what people write when they mean the queue. */
  misspeltQueue: /^_*aff?i\w*q\w*$/i,
} as const;
