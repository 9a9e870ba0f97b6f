import type { NavigationCause } from '@/lib/model/observation';
import type { Desk } from './desk';

/** Observes how this document came to be on show, where its scripts took it, and when it went away. */

/** As much of the Navigation API as we use: https://developer.mozilla.org/docs/Web/API/Navigation_API */
type Navigation = EventTarget;
type EntryChange = Event & { navigationType: 'push' | 'replace' | 'reload' | 'traverse' | null };

const LOADS: Record<string, NavigationCause> = { reload: 'reload', back_forward: 'back-forward' };

/** Returns how to notice a move that no event tells of. */
export function observeNavigation(desk: Desk): () => void {
  const { window } = desk;
  const { document, location, performance } = window;
  const { navigation } = window as { navigation?: Navigation };
  const withoutHash = (url: string) => url.split('#')[0];
  let lastUrl = location.href;

  const emit = (cause: NavigationCause) => {
    lastUrl = location.href;
    const { referrer, title } = document;
    desk.emit({ kind: 'navigation', cause, url: lastUrl, ...(referrer && { referrer }), ...(title && { title }) });
  };
  const move = (cause: NavigationCause) => {
    const onlyHash = location.href !== lastUrl && withoutHash(location.href) === withoutHash(lastUrl);
    emit(onlyHash ? 'hash' : cause);
  };

  const [entry] = performance.getEntriesByType('navigation');
  emit(LOADS[(entry as PerformanceNavigationTiming | undefined)?.type ?? ''] ?? 'load');

  desk.listen(document, 'prerenderingchange', () => emit('prerender'));
  if (navigation) {
    desk.listen(navigation, 'currententrychange', (event) => {
      const { navigationType } = event as EntryChange;
      if (navigationType === 'push' || navigationType === 'replace') move(navigationType);
      if (navigationType === 'traverse') move('pop');
    });
  } else {
    // TODO [Firefox ≥147]: drop. Without the Navigation API nothing tells of `pushState`, until something else happens.
    desk.listen(window, 'popstate', () => move('pop'));
    desk.listen(window, 'hashchange', () => location.href !== lastUrl && move('hash'));
  }
  desk.listen(window, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) emit('bfcache');
  });
  desk.listen(window, 'pagehide', () => emit('unload'));

  return () => {
    if (!navigation && location.href !== lastUrl) move('push');
  };
}
