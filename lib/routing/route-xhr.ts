import { passesCors, visibleHeaders } from './cross-origin';
import type { RoutedAnswer } from './routed-call';
import type { Router } from './router';
import { decodeAs } from './xhr-response';

/**
 * XMLHttpRequest in a routed page. The object stays the page's own; while a routed call runs, its state is ours and its
 * events come in the order of the standard (https://xhr.spec.whatwg.org/#the-send()-method). Synchronous calls cannot
 * be answered by anybody but the network: the guard blocks them.
 */
type Call = {
  method: string;
  url: string;
  headers: [string, string][];
  state: 'opened' | 'sent' | 'done';
  readyState: number;
  answer?: Extract<RoutedAnswer, { kind: 'response' }>;
  /** Decoded once: a page may compare what it reads twice. */
  decoded?: unknown;
};

const UNSENT = 0;
const HEADERS_RECEIVED = 2;
const LOADING = 3;
const DONE = 4;

export function routeXhr(router: Router): void {
  const { scope } = router;
  const { prototype } = scope.XMLHttpRequest;
  const origin = scope.location.origin;
  const calls = new WeakMap<XMLHttpRequest, Call>();

  const isRunning = (xhr: XMLHttpRequest, call: Call) => calls.get(xhr) === call && call.state === 'sent';
  const fire = (target: EventTarget, name: string, loaded = 0) =>
    target.dispatchEvent(new scope.ProgressEvent(name, { lengthComputable: loaded > 0, loaded, total: loaded }));

  function move(xhr: XMLHttpRequest, call: Call, readyState: number): void {
    call.readyState = readyState;
    xhr.dispatchEvent(new scope.Event('readystatechange'));
  }

  function end(xhr: XMLHttpRequest, call: Call, name: 'load' | 'error' | 'timeout' | 'abort', loaded = 0): void {
    call.state = 'done';
    if (name !== 'load') delete call.answer;
    move(xhr, call, DONE);
    fire(xhr, name, loaded);
    fire(xhr, 'loadend', loaded);
  }

  async function run(xhr: XMLHttpRequest, call: Call, body: BodyInit | null, native: () => void): Promise<void> {
    const stack = router.stack();
    const isStarted = router.isKnownToBeRouted();
    if (isStarted) fire(xhr, 'loadstart');
    if (!(await router.isRouted())) return goOn(xhr, call, native);
    if (!isRunning(xhr, call)) return;
    if (!isStarted) fire(xhr, 'loadstart');
    const request = new scope.Request(call.url, {
      method: call.method,
      headers: call.headers,
      ...(body !== null && { body }),
    });
    const text = body === null ? null : await request.text();
    const timer =
      xhr.timeout > 0 && scope.setTimeout(() => isRunning(xhr, call) && end(xhr, call, 'timeout'), xhr.timeout);
    if (!isRunning(xhr, call)) return;
    const answer = await router.ask({
      carrier: 'xhr',
      method: call.method,
      url: call.url,
      headers: [...request.headers],
      body: text,
      stack,
    });
    if (timer) scope.clearTimeout(timer);
    if (!isRunning(xhr, call)) return;
    if (answer.kind === 'unrouted') return goOn(xhr, call, native);
    if (answer.kind === 'failure' || !passesCors(call.url, origin, answer.headers, xhr.withCredentials)) {
      return end(xhr, call, 'error');
    }
    if (text) for (const name of ['progress', 'load', 'loadend']) fire(xhr.upload, name, text.length);
    call.answer = { ...answer, headers: visibleHeaders(call.url, origin, answer.headers) };
    move(xhr, call, HEADERS_RECEIVED);
    if (!isRunning(xhr, call)) return;
    move(xhr, call, LOADING);
    fire(xhr, 'progress', answer.body.length);
    if (isRunning(xhr, call)) end(xhr, call, 'load', answer.body.length);
  }

  function goOn(xhr: XMLHttpRequest, call: Call, native: () => void): void {
    if (!isRunning(xhr, call)) return;
    calls.delete(xhr);
    native();
  }

  through('open', (xhr, args, native) => {
    calls.delete(xhr);
    native();
    const [method, input, isAsync = true] = args;
    const url = router.mayBeRouted() && isAsync ? router.trackerUrl(input) : undefined;
    if (url) calls.set(xhr, { method: String(method).toUpperCase(), url, headers: [], state: 'opened', readyState: 1 });
  });
  /** The browser's own object was never sent, so it would allow what it refuses after `send`. */
  function refuseUnlessOpened(call: Call | undefined, what: string): void {
    if (call && call.state !== 'opened') {
      throw new scope.DOMException(
        `Failed to execute '${what}' on 'XMLHttpRequest': The object's state must be OPENED.`,
        'InvalidStateError',
      );
    }
  }

  through('setRequestHeader', (xhr, args, native) => {
    refuseUnlessOpened(calls.get(xhr), 'setRequestHeader');
    native();
    calls.get(xhr)?.headers.push([String(args[0]), String(args[1])]);
  });
  through('send', (xhr, args, native) => {
    const call = calls.get(xhr);
    if (!call) return native();
    refuseUnlessOpened(call, 'send');
    call.state = 'sent';
    const body = call.method === 'GET' || call.method === 'HEAD' ? null : ((args[0] ?? null) as BodyInit | null);
    void run(xhr, call, body, native);
  });
  through('abort', (xhr, _args, native) => {
    const call = calls.get(xhr);
    if (!call || call.state === 'opened') return native();
    if (call.state === 'sent') end(xhr, call, 'abort');
    delete call.answer;
    call.readyState = UNSENT;
  });
  through('getAllResponseHeaders', (xhr, _args, native) => {
    const call = calls.get(xhr);
    if (!call) return native();
    return call.answer?.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}\r\n`).join('') ?? '';
  });
  through('getResponseHeader', (xhr, args, native) => {
    const call = calls.get(xhr);
    if (!call) return native();
    const wanted = String(args[0]).toLowerCase();
    const values =
      call.answer?.headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value) ?? [];
    return values.length > 0 ? values.join(', ') : null;
  });

  shown('readyState', (call) => call.readyState);
  shown('status', (call) => call.answer?.status ?? 0);
  shown('statusText', (call) => call.answer?.statusText ?? '');
  shown('responseURL', (call) => (call.answer ? call.url : ''));
  shown('responseText', (call, xhr, native) => {
    // Throws for other types, as it does for every request.
    if (!isTextual(xhr)) return native();
    return call.readyState >= LOADING ? (call.answer?.body ?? '') : '';
  });
  shown('response', (call, xhr) => {
    const isText = isTextual(xhr);
    if (!call.answer || call.readyState < (isText ? LOADING : DONE)) return isText ? '' : null;
    if (!('decoded' in call)) call.decoded = decodeAs(xhr.responseType, call.answer, scope);
    return call.decoded;
  });

  function through(
    name: 'open' | 'setRequestHeader' | 'send' | 'abort' | 'getAllResponseHeaders' | 'getResponseHeader',
    route: (xhr: XMLHttpRequest, args: unknown[], native: () => unknown) => unknown,
  ): void {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      writable: true,
      value: new Proxy(prototype[name], {
        apply: (target, self, args) => route(self, args, () => Reflect.apply(target, self, args)),
      }),
    });
  }

  function shown(
    name: keyof XMLHttpRequest,
    read: (call: Call, xhr: XMLHttpRequest, native: () => unknown) => unknown,
  ): void {
    const own = Object.getOwnPropertyDescriptor(prototype, name);
    if (!own?.get) return;
    Object.defineProperty(prototype, name, {
      ...own,
      get: new Proxy(own.get, {
        apply(target, self, args) {
          const call = calls.get(self);
          const native = () => Reflect.apply(target, self, args);
          return call && call.state !== 'opened' ? read(call, self, native) : native();
        },
      }),
    });
  }
}

const isTextual = ({ responseType }: XMLHttpRequest): boolean => responseType === '' || responseType === 'text';
