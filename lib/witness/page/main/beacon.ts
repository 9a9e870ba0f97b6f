import { readBody } from './body';
import { listenIn } from './listen-in';
import { sayFailure, sayRequest, trackerUrl } from './scene';

/** Observes `navigator.sendBeacon`. The page learns only whether the browser took it. */
export function observeBeacon(): void {
  listenIn(Navigator.prototype, 'sendBeacon', ([input, data]) => {
    const url = trackerUrl(input);
    if (!url) return undefined;
    return (taken, threw) => {
      const id = sayRequest({ carrier: 'beacon', url, body: readBody(data) });
      if (threw || !taken) sayFailure(id, taken || 'refused');
    };
  });
}
