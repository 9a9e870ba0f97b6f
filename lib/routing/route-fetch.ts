import { passesCors, visibleHeaders } from './cross-origin';
import type { RoutedAnswer } from './routed-call';
import type { Router } from './router';

/** `fetch` in a routed page: the answer is the mock's, and behaves as one from the tracker's host. */
export function routeFetch(router: Router): void {
  const { scope } = router;
  const { Request, Response, TypeError: PageTypeError } = scope;
  const origin = scope.location.origin;

  async function answer(args: Parameters<typeof fetch>, native: () => Promise<Response>): Promise<Response> {
    const stack = router.stack();
    if (!(await router.isRouted())) return native();
    const request = new Request(...args);
    const { signal, method, mode, credentials } = request;
    signal.throwIfAborted();
    const { url } = request;
    const body = method === 'GET' || method === 'HEAD' ? null : await request.text();
    const answered = await abortable(
      router.ask({ carrier: 'fetch', method, url, headers: [...request.headers], body, stack }),
      signal,
    );
    if (answered.kind === 'unrouted') return native();
    if (answered.kind === 'failure') throw new PageTypeError('Failed to fetch');
    if (mode === 'no-cors') return dressed(Response.error(), { type: 'opaque', url: '' });
    if (!passesCors(url, origin, answered.headers, credentials === 'include'))
      throw new PageTypeError('Failed to fetch');
    return responseOf(url, answered);
  }

  function responseOf(url: string, answered: Extract<RoutedAnswer, { kind: 'response' }>): Response {
    const { status, statusText, headers, body } = answered;
    const response = new Response(status === 204 || status === 304 ? null : body, {
      status,
      statusText,
      headers: visibleHeaders(url, origin, headers),
    });
    return dressed(response, { url, type: new URL(url).origin === origin ? 'basic' : 'cors' });
  }

  const native = scope.fetch;
  Object.defineProperty(scope, 'fetch', {
    configurable: true,
    enumerable: true,
    writable: true,
    value: new Proxy(native, {
      apply(target, self, args: Parameters<typeof fetch>) {
        const goOn = () => Reflect.apply(target, self, args);
        if (!router.mayBeRouted() || !router.trackerUrl(args[0])) return goOn();
        return answer(args, goOn);
      },
    }),
  });
}

/** What a response made by hand cannot have otherwise; a clone has it too. */
function dressed(response: Response, shown: { url: string; type: string }): Response {
  for (const [name, value] of Object.entries(shown))
    Object.defineProperty(response, name, { configurable: true, value });
  const { clone } = response;
  Object.defineProperty(response, 'clone', {
    configurable: true,
    value: () => dressed(Reflect.apply(clone, response, []), shown),
  });
  return response;
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}
