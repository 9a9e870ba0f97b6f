import { readBody, textBody } from './body';
import { sayWithBody } from './exchange';
import { toJson } from './json';
import { listenIn } from './listen-in';
import { brand, call, getter } from './natives';
import type { Scene } from './scene';
import { snapshot } from './snapshot';

/** Observes XMLHttpRequest, synchronous ones too. A request to any other host costs one host test. */

type Opened = { method: string; url: string; sync: boolean; headers: string[][] };

const { prototype } = XMLHttpRequest;
const part = (of: object, name: string) => brand(getter(prototype, name), of);
const { getAllResponseHeaders } = prototype;
const { addEventListener } = EventTarget.prototype;

export function observeXhr(scene: Scene): void {
  const { say, now, count, guard, trackerUrl } = scene;
  const { prototype: target } = scene.window.XMLHttpRequest;
  const opened = new WeakMap<object, Opened>();

  listenIn(scene, target, 'open', ([method, input, async = true], self) => () => {
    const url = trackerUrl(input);
    if (url) opened.set(self, { method: String(method), url, sync: !async, headers: [] });
    else opened.delete(self);
  });

  listenIn(scene, target, 'setRequestHeader', ([name, value], self) => {
    opened.get(self)?.headers.push([String(name), String(value)]);
    return undefined;
  });

  listenIn(scene, target, 'send', ([sent], self) => {
    const request = opened.get(self);
    if (!request) return undefined;
    opened.delete(self);
    const { sync, ...rest } = request;
    const id = count();
    const at = now();
    let ended = false;

    const fail = (error: unknown) => say({ kind: 'failure', id, error: snapshot(error) });
    const answer = () => {
      const response = part(self, 'response');
      const told = (name: string) => snapshot(part(self, name));
      const [url, status, statusText] = [told('responseURL'), told('status'), told('statusText')];
      const headers = snapshot(brand(getAllResponseHeaders, self));
      const type = part(self, 'responseType');
      const body =
        type === 'json'
          ? textBody(toJson(snapshot(response)))
          : type === 'document'
            ? { reason: 'document' }
            : readBody(response);
      sayWithBody(scene, { kind: 'response', id, url, status, statusText, headers }, body);
    };
    const on = (name: string, hear: () => void, counts = () => true) =>
      call(addEventListener, self, name, () => {
        if (ended || !counts()) return;
        ended = true;
        guard(hear);
      });

    return (error, threw) => {
      sayWithBody(
        scene,
        { ...rest, kind: 'request', id, at, carrier: sync ? 'xhr-sync' : 'xhr', stack: scene.stack() },
        readBody(sent),
      );
      scene.lookSoon();
      if (threw) return fail(error);
      if (sync) return answer();
      // Status 0 at the end is a failure, which has an event of its own.
      on('readystatechange', answer, () => part(self, 'readyState') === 4 && !!part(self, 'status'));
      for (const name of ['error', 'abort', 'timeout']) on(name, () => fail(name));
    };
  });
}
