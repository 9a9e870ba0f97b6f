import { sayWithBody } from './exchange';
import { listenIn } from './listen-in';
import type { Scene } from './scene';

/**
 * Observes pixels: images whose `src` a script sets, in the document or not. How they end says nothing (an answer
 * without a picture is an error to an image), so the other witnesses tell that.
 */
export function observeImages(scene: Scene): void {
  const hook = ([input]: unknown[]) => {
    const url = scene.trackerUrl(input);
    if (!url) return undefined;
    return () => {
      const stack = scene.stack();
      sayWithBody(scene, { kind: 'request', id: scene.count(), carrier: 'image', method: 'GET', url, stack }, null);
    };
  };
  listenIn(scene, scene.window.HTMLImageElement.prototype, 'src', hook, 'set');
}
