import type { Snapshot } from '@/lib/model/json';
import { readBody, textBody } from './body';
import { toJson } from './json';
import { listenIn } from './listen-in';
import { brand, call, part } from './natives';
import { guard, now, sayAnswer, sayFailure, sayRequest, trackerUrl } from './scene';
import { snapshot } from './snapshot';

/** Observes XMLHttpRequest, synchronous ones too. A request to any other host costs one host test. */

type Opened = {
  told: { carrier: 'xhr' | 'xhr-sync'; method: Snapshot; url: string; headers: Snapshot[] };
  /** Once it was sent: no event tells when opening the object anew ends a request that is under way. */
  end?: () => void;
};

const { prototype } = XMLHttpRequest;
const { getAllResponseHeaders, addEventListener } = prototype;

export function observeXhr(): void {
  const opened = new WeakMap<object, Opened>();

  listenIn(prototype, 'open', (args, self) => {
    const url = trackerUrl(args[1]);
    const before = opened.get(self);
    if (!url && !before) return undefined;
    return (_error, threw) => {
      if (threw) return;
      before?.end?.();
      opened.delete(self);
      const carrier = args[2] === undefined || args[2] ? 'xhr' : 'xhr-sync';
      if (url) opened.set(self, { told: { carrier, method: snapshot(args[0]), url, headers: [] } });
    };
  });

  listenIn(prototype, 'setRequestHeader', (args, self) => {
    opened.get(self)?.told.headers.push(snapshot(args));
    return undefined;
  });

  listenIn(prototype, 'send', ([sent], self) => {
    const request = opened.get(self);
    if (!request || request.end) return undefined;
    const at = now();
    const own = (name: string) => part(prototype, name, self);
    let id = 0;
    let ended = false;

    const answer = () => {
      const response = own('response');
      // As JSON what the browser has parsed: JSON, or a document.
      const parsed = /json|doc/.test(own('responseType') as string);
      const body = parsed ? textBody(toJson(snapshot(response))) : readBody(response);
      sayAnswer(id, own('responseURL'), own, snapshot(brand(getAllResponseHeaders, self)), body);
    };

    const hear = (name: string) => {
      // Status 0 at the end is a failure, which has an event of its own.
      const answers = name === 'readystatechange';
      if (ended || (answers && !(own('readyState') === 4 && own('status')))) return;
      ended = true;
      if (answers) answer();
      else sayFailure(id, name);
    };
    request.end = () => hear('abort');

    return (error, threw) => {
      id = sayRequest({ ...request.told, at, body: readBody(sent) });
      ended = !!threw || request.told.carrier === 'xhr-sync';
      if (threw) sayFailure(id, error);
      else if (ended) answer();
      else {
        for (const name of ['readystatechange', 'error', 'abort', 'timeout']) {
          call(addEventListener, self, name, () => guard(hear, name, 0));
        }
      }
    };
  });
}
