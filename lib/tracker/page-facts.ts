/**
 * What observers in a page must know of the tracker, in the few bytes a page should carry: it repeats what the dialects
 * say, and a test holds it against them.
 */
export const PAGE_FACTS = {
  hosts: ['api.affitor.com', 'uat-affitor-cms.vanilla-ott.com', 'localhost:1337', '127.0.0.1:1337'],
  globalName: 'affitor',
  queueName: 'affitorQueue',
  /** Tested against a pathname: only the tracker's API has such, as far as pages call it. */
  path: /^\/api\/(tracking|v1\/track)(\/|$)/,
  /** Tested against the text a script assigns to `document.cookie`, up to the name's end. */
  cookie: /^\s*(affitor_\w+|affiliate_url|customer_code|partner_code)\s*=/,
  /** Tested against the beginning of a console line, past signs, emoji and styles. */
  consoleLine: /^(\W|%c)*affitor\b/i,
  /** Tested against names of page globals that hold a list: what people write when they mean the queue. */
  misspeltQueue: /^_*aff?i\w*q/i,
} as const;
