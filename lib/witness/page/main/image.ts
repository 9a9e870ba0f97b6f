import { listenIn } from './listen-in';
import type { Scene } from './scene';

/**
 * Observes pixels: images whose `src` a script sets, in the document or not. How they end says nothing (an answer
 * without a picture is an error to an image), so the other witnesses tell that.
 */
export function observeImages(scene: Scene): void {
  const hook = ([input]: unknown[]) => {
    const url = scene.trackerUrl(input);
    return url ? () => void scene.request({ carrier: 'image', url }) : undefined;
  };
  listenIn(scene, HTMLImageElement.prototype, 'src', hook, 'set');
}
