import { STORED_BODY_LIMIT_BYTES } from '@/lib/model/body';
import type { RawBody } from '@/lib/witness/page/signal';
import { bytesBody, readBody } from './body';
import { sayWithBody } from './exchange';
import { follow, listenIn } from './listen-in';
import { brand, call, getter, isObject, peek } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/** Observes `fetch` and `fetchLater`. Only what goes to the tracker is looked at further than its host. */

const { clone: cloneRequest, arrayBuffer: readRequest } = Request.prototype;
const { clone: cloneResponse } = Response.prototype;
const { get: headerOf, forEach: eachHeader } = Headers.prototype;
const { getReader } = ReadableStream.prototype;
const requestPart = (of: unknown, name: string) => brand(getter(Request.prototype, name), of);
const responsePart = (of: unknown, name: string) => brand(getter(Response.prototype, name), of);

const readHeaders = (headers: unknown) => {
  const pairs: string[][] = [];
  brand(eachHeader, headers, (value: string, name: string) => pairs.push([name, value]));
  return pairs.length ? pairs : snapshot(headers);
};

async function readCopy(copy: unknown): Promise<RawBody> {
  return bytesBody(new Uint8Array((await call(readRequest, copy)) as ArrayBuffer));
}

/** Reads a copy, to the limit; the page's own is untouched. */
async function readAnswer(response: unknown): Promise<RawBody> {
  const header = (name: string) => String(brand(headerOf, responsePart(response, 'headers'), name));
  if (/^opaque/.test(String(responsePart(response, 'type')))) return { reason: 'opaque' };
  if (/event-stream/.test(header('content-type'))) return { reason: 'stream' };
  const stream = responsePart(call(cloneResponse, response), 'body');
  if (!stream) return null;
  const reader = call(getReader, stream) as ReadableStreamDefaultReader<Uint8Array>;
  let bytes = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes, sizeBytes: size };
    bytes += (bytesBody(value) as { bytes: string }).bytes;
    size += value.length;
    if (size > STORED_BODY_LIMIT_BYTES) {
      void reader.cancel();
      return { bytes, sizeBytes: Math.max(size, Number(header('content-length')) || 0) };
    }
  }
}

export function observeFetch(scene: Scene): void {
  const { window, say, now, count, trackerUrl } = scene;
  for (const carrier of ['fetch', 'fetch-later'] as const) {
    listenIn(scene, window, carrier === 'fetch' ? 'fetch' : 'fetchLater', ([input, init]) => {
      const url = trackerUrl(input);
      if (!url) return undefined;
      const at = now();
      const part = (name: string) => peek(init, name) ?? requestPart(init, name) ?? requestPart(input, name);
      const given = peek(init, 'body');
      // The call uses a Request up. One without a content type may hold a stream, which is left alone.
      const holds =
        given === undefined && isObject(input) && !/^(GET|HEAD)$/.test(String(requestPart(input, 'method')));
      const fit =
        holds && !requestPart(input, 'bodyUsed') && brand(headerOf, requestPart(input, 'headers'), 'content-type');
      const copy = fit ? call(cloneRequest, input) : undefined;
      return (result) => {
        const id = count();
        sayWithBody(
          scene,
          {
            kind: 'request',
            id,
            at,
            carrier,
            url,
            method: snapshot(part('method')),
            headers: readHeaders(part('headers')),
            keepalive: snapshot(part('keepalive')),
            stack: scene.stack(),
          },
          copy ? readCopy(copy) : holds && requestPart(input, 'bodyUsed') ? { reason: 'stream' } : readBody(given),
        );
        scene.lookSoon();
        return follow(scene, result, (value, rejected) => {
          if (rejected) return say({ kind: 'failure', id, error: snapshot(value) });
          const told = (name: string) => snapshot(responsePart(value, name));
          const [url, status, statusText] = [told('url'), told('status'), told('statusText')];
          const headers = readHeaders(responsePart(value, 'headers'));
          sayWithBody(scene, { kind: 'response', id, url, status, statusText, headers }, readAnswer(value));
        });
      };
    });
  }
}
