import { type Reading, readBody, readBytes } from './body';
import { follow, listenIn } from './listen-in';
import { brand, call, part, peek } from './natives';
import { sayAnswer, sayFailure, sayRequest, trackerUrl } from './scene';
import { snapshot } from './snapshot';

/** Observes `fetch` and `fetchLater`. Only what goes to the tracker is looked at further than its host. */

const request = Request.prototype;
const response = Response.prototype;
const { clone: cloneRequest, arrayBuffer: readRequest } = request;
const { clone: cloneResponse, arrayBuffer: readResponse } = response;
const { get: headerOf, forEach: eachHeader } = Headers.prototype;

const readHeaders = (headers: unknown) => {
  const pairs: string[][] = [];
  brand(eachHeader, headers, (value: string, name: string) => pairs.push([name, value]));
  return pairs.length ? pairs : snapshot(headers);
};

export function observeFetch(): void {
  for (const carrier of ['fetch', 'fetchLater'] as const) {
    listenIn(window, carrier, ([input, init]) => {
      const url = trackerUrl(input);
      if (!url) return undefined;
      const inputPart = (name: string) => part(request, name, input);
      // A getter of the page's own stands for what it gives: it is told as not known.
      const own = (name: string) => {
        const held = part(request, name, init);
        return held === undefined ? peek(init, name, true) : held;
      };
      const given = (name: string) => own(name) ?? inputPart(name);
      const sent = own('body');
      let body: Reading | undefined;
      if (sent == null && /^(?!GET|HEAD)/.test((inputPart('method') as string) ?? 'GET')) {
        const held = inputPart('body');
        // The call uses a Request up. One without a content type may hold a stream, which is left alone; a browser
        // that knows no `body` knows no such streams.
        const fit = held === undefined || (held && brand(headerOf, inputPart('headers'), 'content-type'));
        // One that was used up before gives no copy, and the call fails.
        const copy = fit && brand(cloneRequest, input);
        body = copy ? readBytes(readRequest, copy) : held ? { reason: 'stream' } : undefined;
      }
      return (result, threw) => {
        const id = sayRequest({
          carrier,
          url,
          method: snapshot(given('method')),
          headers: readHeaders(given('headers')),
          keepalive: snapshot(given('keepalive')),
          body: body ?? readBody(sent),
        });
        const settled = (value: unknown, rejected: boolean) => {
          if (rejected) return sayFailure(id, value);
          const answerPart = (name: string) => part(response, name, value);
          const headers = answerPart('headers');
          const endless = /event-stream/.test(brand(headerOf, headers, 'content-type') as string);
          const reading = endless
            ? { reason: 'stream' }
            : answerPart('body')
              ? readBytes(readResponse, call(cloneResponse, value))
              : null;
          sayAnswer(id, answerPart('url'), answerPart, readHeaders(headers), reading);
        };
        return threw ? settled(result, true) : follow(result, settled);
      };
    });
  }
}
