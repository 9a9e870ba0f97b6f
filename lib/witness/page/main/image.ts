import { listenIn } from './listen-in';
import { sayRequest, trackerUrl } from './scene';

/**
 * Observes pixels: images whose `src` a script sets, in the document or not. How they end says nothing (an answer
 * without a picture is an error to an image), so the other witnesses tell that.
 */
export function observeImages(): void {
  const hook = ([input]: unknown[]) => {
    const url = trackerUrl(input);
    if (!url) return undefined;
    return () => {
      sayRequest({ carrier: 'image', url });
    };
  };
  listenIn(HTMLImageElement.prototype, 'src', hook, 'set');
}
