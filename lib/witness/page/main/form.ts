import { listenIn } from './listen-in';
import type { Scene } from './scene';

/** Tells when a script submits a form, which fires no `submit`; what is sent is read beside the page. */
export function observeForms(scene: Scene): void {
  listenIn(scene, HTMLFormElement.prototype, 'submit', () => {
    scene.say({ kind: 'submitting', on: true });
    return () => scene.say({ kind: 'submitting', on: false });
  });
}
