import { follow, listenIn } from './listen-in';
import { isObject, peek } from './natives';
import { count, facts, say, stack } from './scene';
import { snapshot } from './snapshot';

/**
 * Tells when a script writes a cookie of the tracker's, once a tracker showed up: before and after, so that the jar is
 * read at both times beside the page. Until then `document.cookie` is the untouched native.
 */
export function observeCookies(): void {
  const write = (args: unknown[], via: 'document.cookie' | 'set' | 'delete') => {
    const [first] = args;
    const name = isObject(first) ? peek(first, 'name') : first;
    // The store takes a name, the document what begins with one.
    if (!facts.cookie.test(`${snapshot(name)}=`)) return undefined;
    const id = count();
    say({ kind: 'cookie', id, via, args: args.map(snapshot), stack: stack() });
    return (result: unknown) => {
      const written = (error?: unknown, rejected?: boolean) =>
        say({ kind: 'cookie-written', id, ...(rejected && { error: snapshot(error) }) });
      return via === 'document.cookie' ? written() : follow(result, written);
    };
  };

  listenIn(Document.prototype, 'cookie', (args) => write(args, 'document.cookie'), 'set');
  const store = peek(peek(window, 'CookieStore'), 'prototype');
  if (!isObject(store)) return;
  for (const via of ['set', 'delete'] as const) listenIn(store, via, (args) => write(args, via));
}
