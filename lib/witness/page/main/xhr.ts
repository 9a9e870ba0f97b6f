import type { Snapshot } from '@/lib/model/json';
import { readBody, textBody } from './body';
import { toJson } from './json';
import { listenIn } from './listen-in';
import { brand, call, getter } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/** Observes XMLHttpRequest, synchronous ones too. A request to any other host costs one host test. */

type Opened = { carrier: 'xhr' | 'xhr-sync'; method: Snapshot; url: string; headers: Snapshot[] };

const { prototype } = XMLHttpRequest;
const { getAllResponseHeaders } = prototype;
const { addEventListener } = EventTarget.prototype;

export function observeXhr(scene: Scene): void {
  const { say } = scene;
  const opened = new WeakMap<object, Opened>();

  listenIn(scene, prototype, 'open', ([method, input, async = true], self) => () => {
    const url = scene.trackerUrl(input);
    opened.delete(self);
    if (url) opened.set(self, { carrier: async ? 'xhr' : 'xhr-sync', method: snapshot(method), url, headers: [] });
  });

  listenIn(scene, prototype, 'setRequestHeader', (args, self) => {
    opened.get(self)?.headers.push(snapshot(args));
    return undefined;
  });

  listenIn(scene, prototype, 'send', ([sent], self) => {
    const request = opened.get(self);
    if (!request) return undefined;
    opened.delete(self);
    let id = 0;
    const at = scene.now();
    const part = (name: string) => brand(getter(prototype, name), self);
    let ended = false;

    const fail = (error: unknown) => say({ kind: 'failure', id, error: snapshot(error) });
    const answer = () => {
      const response = part('response');
      say({
        kind: 'response',
        id,
        url: snapshot(part('responseURL')),
        status: snapshot(part('status')),
        statusText: snapshot(part('statusText')),
        headers: snapshot(brand(getAllResponseHeaders, self)),
        // As JSON what the browser has parsed: JSON, or a document.
        body: /json|doc/.test(String(part('responseType'))) ? textBody(toJson(snapshot(response))) : readBody(response),
      });
    };

    return (error, threw) => {
      id = scene.request({ ...request, at, body: readBody(sent) });
      if (threw) return fail(error);
      if (request.carrier === 'xhr-sync') return answer();
      for (const name of ['readystatechange', 'error', 'abort', 'timeout']) {
        const hear = () => {
          // Status 0 at the end is a failure, which has an event of its own.
          const answers = name === 'readystatechange';
          if (ended || (answers && !(part('readyState') === 4 && part('status')))) return;
          ended = true;
          if (answers) answer();
          else fail(name);
        };
        call(addEventListener, self, name, () => scene.guard(hear));
      }
    };
  });
}
