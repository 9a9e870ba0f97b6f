/**
 * What the observers in the page's own world must know of the tracker. It is passed in, since a witness only observes:
 * the dialects are data of `lib/tracker`, and the entrypoint that joins both builds this from them.
 */
export type MainFacts = {
  /** Hosts, with port where not the default, whose traffic is the tracker's. */
  hosts: readonly string[];
  /** Tested against a pathname: only the tracker's own API and script have such. */
  path: RegExp;
  /** Tested against a name and what follows it: `name=`, at the beginning of a cookie. */
  cookie: RegExp;
  /** Tested against the beginning of a console line. */
  consoleLine: RegExp;
  globalName: string;
  queueName: string;
  /** Tested against names of page globals: what people write when they mean the queue. */
  misspeltQueue: RegExp;
  /** Reads a top-level `let` or `const` of the queue's name, which is no property of `window`; throws where it is not yet set. */
  readLexicalQueue(): unknown;
};
