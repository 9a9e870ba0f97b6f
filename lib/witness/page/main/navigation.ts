import { listenIn } from './listen-in';
import type { Scene } from './scene';

/** Tells when a script changes the address; every other navigation has an event that is heard beside the page. */
export function observeNavigation(scene: Scene): void {
  for (const cause of ['push', 'replace'] as const) {
    listenIn(
      scene,
      scene.window.History.prototype,
      `${cause}State`,
      () => () => scene.say({ kind: 'navigation', cause }),
    );
  }
}
