import { observeBeacon } from './beacon';
import { observeConsole } from './console';
import { observeCookies } from './cookie';
import type { MainFacts } from './facts';
import { observeFetch } from './fetch';
import { observeForms } from './form';
import { observeGlobal } from './global';
import { observeImages } from './image';
import { observeQueue } from './queue';
import { guard, hear, openScene } from './scene';
import { observeUncaught } from './uncaught';
import { observeXhr } from './xhr';

/**
 * The page's own world, in which this module must have been evaluated: installs every observer before the page's first
 * script, for as long as its document lives. What they see leaves through `send`; what the isolated world beside the
 * page finds comes back through the function returned.
 */
export function observeMain(facts: MainFacts, send: (text: string) => void): (command: string) => void {
  openScene(facts, send);
  [observeFetch, observeXhr, observeBeacon, observeImages, observeForms, observeUncaught].forEach(guard);
  observeQueue(observeGlobal());
  return (command) => hear(command, [observeConsole, observeCookies]);
}
