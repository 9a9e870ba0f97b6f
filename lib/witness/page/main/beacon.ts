import { readBody } from './body';
import { listenIn } from './listen-in';
import type { Scene } from './scene';

/** Observes `navigator.sendBeacon`. The page learns only whether the browser took it. */
export function observeBeacon(scene: Scene): void {
  listenIn(scene, Navigator.prototype, 'sendBeacon', ([input, data]) => {
    const url = scene.trackerUrl(input);
    if (!url) return undefined;
    return (taken) => {
      const id = scene.request({ carrier: 'beacon', url, body: readBody(data) });
      if (!taken) scene.say({ kind: 'failure', id, error: 'refused' });
    };
  });
}
