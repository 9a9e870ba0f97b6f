/** What the observers beside the page must know of the tracker; passed in, as the dialects are data of `lib/tracker`. */
export type IsolatedFacts = {
  hosts: readonly string[];
  /** Tested against a pathname: only the tracker's own API and script have such. */
  path: RegExp;
  /** Tested against a script's URL, on any host. */
  scriptName: RegExp;
  /** An attribute that only the tracker's script tag carries. */
  scriptMark: string;
  /** The script tag's attribute that names another API host. */
  apiBase: string;
  globalName: string;
  /** An object of the global's name is a tracker when it has one of these. */
  methods: readonly string[];
  queueName: string;
  consoleLine: RegExp;
  /** Where our own scripts come from: stack frames from there are not the page's. */
  home: string;
};
