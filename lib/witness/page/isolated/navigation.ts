import type { NavigationCause } from '@/lib/model/observation';
import type { Desk } from './desk';

/** Observes how this document came to be on show, where its scripts took it, and when it went away. */

const LOADS: Record<string, NavigationCause> = { reload: 'reload', back_forward: 'back-forward' };

export function observeNavigation(desk: Desk) {
  const { window } = desk;
  const { document, location, performance } = window;
  const withoutHash = (url: string) => url.split('#')[0];
  let lastUrl = location.href;

  const emit = (cause: NavigationCause) => {
    lastUrl = location.href;
    const { referrer, title } = document;
    desk.emit({ kind: 'navigation', cause, url: lastUrl, ...(referrer && { referrer }), ...(title && { title }) });
  };

  const [entry] = performance.getEntriesByType('navigation');
  emit(LOADS[(entry as PerformanceNavigationTiming | undefined)?.type ?? ''] ?? 'load');

  desk.listen(document, 'prerenderingchange', () => emit('prerender'));
  desk.listen(window, 'popstate', () => {
    // A change of the hash fires both; it has an event of its own.
    if (withoutHash(location.href) !== withoutHash(lastUrl) || location.href === lastUrl) emit('pop');
  });
  desk.listen(window, 'hashchange', () => {
    if (location.href !== lastUrl) emit('hash');
  });
  desk.listen(window, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) emit('bfcache');
  });
  desk.listen(window, 'pagehide', () => emit('unload'));

  return { changed: (cause: 'push' | 'replace') => emit(cause) };
}
