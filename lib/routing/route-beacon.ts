import type { Router } from './router';

/** `sendBeacon` in a routed page: taken at once, as the browser takes it; what is text leaves at once too. */
export function routeBeacon(router: Router): void {
  const { scope } = router;
  const { Request } = scope;
  const prototype = scope.Navigator.prototype;

  function send(url: string, data: BodyInit | null | undefined, goOn: () => boolean): boolean {
    const request = new Request(url, { method: 'POST', ...(data != null && { body: data }) });
    const stack = router.stack();
    const headers: [string, string][] = [...request.headers];
    const ask = async (body: string | null) => {
      const answer = await router.ask({ carrier: 'beacon', method: 'POST', url, headers, body, stack });
      if (answer.kind === 'unrouted') goOn();
    };
    // A page that is closing runs nothing later: text must not wait for the body to be read.
    if (typeof data === 'string') void ask(data);
    else if (data instanceof scope.URLSearchParams) void ask(data.toString());
    else if (data == null) void ask(null);
    else void request.text().then(ask);
    return true;
  }

  prototype.sendBeacon = new Proxy(prototype.sendBeacon, {
    apply(target, self, args: Parameters<Navigator['sendBeacon']>) {
      const goOn = (): boolean => Reflect.apply(target, self, args);
      const url = router.mayBeRouted() && args.length > 0 ? router.trackerUrl(args[0]) : undefined;
      if (!url) return goOn();
      return send(url, args[1], goOn);
    },
  });
}
