import { listenIn } from './listen-in';
import { say } from './scene';

/** Tells when a script submits a form, which fires no `submit`; what is sent is read beside the page. */
export function observeForms(): void {
  listenIn(HTMLFormElement.prototype, 'submit', () => {
    say({ kind: 'submitting' });
    return undefined;
  });
}
