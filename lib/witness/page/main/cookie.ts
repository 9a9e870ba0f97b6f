import { follow, listenIn } from './listen-in';
import { isObject, peek } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/**
 * Tells when a script writes a cookie of the tracker's, once a tracker showed up: before and after, so that the jar is
 * read at both times beside the page. Until then `document.cookie` is the untouched native.
 */
export function observeCookies(scene: Scene): void {
  const { say } = scene;

  const write = (args: unknown[], via: 'document.cookie' | 'set' | 'delete') => {
    const [first] = args;
    const name = isObject(first) ? peek(first, 'name') : first;
    // The store takes names alone.
    if (!scene.facts.cookie.test(`${String(name)}${via === 'document.cookie' ? '' : '='}`)) return undefined;
    const id = scene.count();
    say({ kind: 'cookie', id, via, args: args.map(snapshot), stack: scene.stack() });
    return (result: unknown) => {
      const written = (error?: unknown, rejected?: boolean) =>
        say({ kind: 'cookie-written', id, ...(rejected && { error: snapshot(error) }) });
      return via === 'document.cookie' ? written() : follow(scene, result, written);
    };
  };

  listenIn(scene, Document.prototype, 'cookie', (args) => write(args, 'document.cookie'), 'set');
  const store = peek(peek(window, 'CookieStore'), 'prototype');
  if (!isObject(store)) return;
  for (const via of ['set', 'delete'] as const) listenIn(scene, store, via, (args) => write(args, via));
}
