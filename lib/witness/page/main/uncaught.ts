import { guard, sayFailure } from './scene';

/** Tells what the page's code threw and nobody caught. Chromium shows that to no other world than the page's own. */
export function observeUncaught(): void {
  for (const name of ['error', 'unhandledrejection'] as const) {
    addEventListener(name, (event: Partial<ErrorEvent & PromiseRejectionEvent>) =>
      guard(() => sayFailure(0, event.error || event.reason)),
    );
  }
}
