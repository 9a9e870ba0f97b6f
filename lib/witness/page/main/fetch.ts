import { type Reading, readBody, readBytes } from './body';
import { follow, listenIn } from './listen-in';
import { brand, call, getter, isObject, peek } from './natives';
import type { Scene } from './scene';
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

export function observeFetch(scene: Scene): void {
  const { say } = scene;
  for (const carrier of ['fetch', 'fetchLater'] as const) {
    listenIn(scene, window, carrier, ([input, init]) => {
      const url = scene.trackerUrl(input);
      if (!url) return undefined;
      const inputPart = (key: string) => brand(getter(request, key), input);
      const part = (key: string) => peek(init, key) ?? brand(getter(request, key), init) ?? inputPart(key);
      const given = peek(init, 'body');
      let reading: Reading | undefined;
      if (given === undefined && isObject(input) && !/GET|HEAD/.test(String(inputPart('method')))) {
        // The call uses a Request up. One without a content type may hold a stream, which is left alone.
        const fit = !inputPart('bodyUsed') && brand(headerOf, inputPart('headers'), 'content-type');
        if (fit) reading = readBytes(readRequest, call(cloneRequest, input));
        else if (inputPart('body')) reading = { reason: 'stream' };
      }
      return (result) => {
        const id = scene.request({
          carrier,
          url,
          method: snapshot(part('method')),
          headers: readHeaders(part('headers')),
          keepalive: snapshot(part('keepalive')),
          body: reading ?? readBody(given),
        });
        return follow(scene, result, (value, rejected) => {
          if (rejected) return say({ kind: 'failure', id, error: snapshot(value) });
          const answer = (key: string) => brand(getter(response, key), value);
          const headers = answer('headers');
          const endless = /event-stream/.test(String(brand(headerOf, headers, 'content-type')));
          say({
            kind: 'response',
            id,
            url: snapshot(answer('url')),
            status: snapshot(answer('status')),
            statusText: snapshot(answer('statusText')),
            headers: readHeaders(headers),
            body: endless
              ? { reason: 'stream' }
              : answer('body')
                ? readBytes(readResponse, call(cloneResponse, value))
                : null,
          });
        });
      };
    });
  }
}
