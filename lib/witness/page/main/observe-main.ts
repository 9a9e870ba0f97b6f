import { observeBeacon } from './beacon';
import { observeConsole } from './console';
import { observeCookies } from './cookie';
import type { MainFacts } from './facts';
import { observeFetch } from './fetch';
import { observeForms } from './form';
import { observeGlobal } from './global';
import { observeImages } from './image';
import { observeNavigation } from './navigation';
import { observeQueue } from './queue';
import { createScene, type PageWindow } from './scene';
import { observeXhr } from './xhr';

/**
 * The page's own world: installs every observer before the page's first script. What they see leaves through `send`,
 * and what the isolated world beside the page finds comes back through `hear`.
 */
export function observeMain(window: PageWindow, facts: MainFacts, send: (text: string) => void) {
  const { scene, hear } = createScene(window, facts, send);
  for (const observe of [observeFetch, observeXhr, observeBeacon, observeImages, observeForms, observeNavigation]) {
    scene.guard(() => observe(scene));
  }
  const lookAtGlobal = observeGlobal(scene, (method, args) => itemOf(method, args));
  const itemOf = observeQueue(scene, lookAtGlobal);
  scene.whenRevealed(() => observeConsole(scene));
  scene.whenRevealed(() => observeCookies(scene));
  return {
    hear,
    undo() {
      for (const undo of scene.undos.splice(0).reverse()) undo();
    },
  };
}
