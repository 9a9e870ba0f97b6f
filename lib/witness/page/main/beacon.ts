import { readBody } from './body';
import { sayWithBody } from './exchange';
import { listenIn } from './listen-in';
import type { Scene } from './scene';

/** Observes `navigator.sendBeacon`. The page learns only whether the browser took it. */
export function observeBeacon(scene: Scene): void {
  const { say, count, trackerUrl } = scene;
  listenIn(scene, scene.window.Navigator.prototype, 'sendBeacon', ([input, data]) => {
    const url = trackerUrl(input);
    if (!url) return undefined;
    return (taken) => {
      const id = count();
      const stack = scene.stack();
      sayWithBody(
        scene,
        { kind: 'request', id, carrier: 'beacon', method: 'POST', url, keepalive: true, stack },
        readBody(data),
      );
      if (taken === false) say({ kind: 'failure', id, error: 'refused' });
      scene.lookSoon();
    };
  });
}
