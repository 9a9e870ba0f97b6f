/**
 * Page's own world ↔ the relay beside it: text, synchronous in both directions, also inside `pagehide`, and nothing the
 * page can listen to. The page's world hands over a detached node, as a MouseEvent's `relatedTarget`, before page
 * scripts run; when it comes first, it does so again once the relay calls. `name` keeps several such pairs in one document
 * apart. On the node, `name` is what the page says, `name?` that the relay is there, and `call` what the relay says.
 */

/** As much as waits for the relay, should it come second. */
const BACKLOG_LIMIT = 500;

// Taken before the page can change them.
const { addEventListener, dispatchEvent } = EventTarget.prototype;
const Custom = CustomEvent;
const { apply } = Reflect;

const on = (target: EventTarget, name: string, listener: (event: Event) => void) =>
  apply(addEventListener, target, [name, listener, true]);
const tell = (target: EventTarget, name: string, detail?: string) =>
  apply(dispatchEvent, target, [new Custom(name, { detail })]);

/** Returns how to send. */
export function joinFromPage(
  document: Document,
  hear: (text: string) => void,
  name = 'affitor',
): (text: string) => void {
  const node = document.createElement('i');
  let backlog: string[] | undefined = [];
  const send = (text: string) => {
    if (!backlog) tell(node, name, text);
    else if (backlog.length < BACKLOG_LIMIT) backlog.push(text);
  };
  const handOver = () => {
    if (backlog) apply(dispatchEvent, document, [new MouseEvent(name, { relatedTarget: node })]);
  };
  on(node, 'call', (event) => hear((event as CustomEvent).detail));
  on(node, `${name}?`, () => {
    const texts = backlog ?? [];
    backlog = undefined;
    for (const text of texts) send(text);
  });
  on(document, `${name}?`, handOver);
  handOver();
  return send;
}

export type RelayEnd = {
  send(text: string): void;
  /** From now on the page is heard; what it had waiting comes first, before this returns. */
  listen(hear: (text: unknown) => void): void;
};

export function joinFromRelay(document: Document, name = 'affitor'): RelayEnd {
  let node: EventTarget | null | undefined;
  let hear: ((text: unknown) => void) | undefined;
  const join = () => {
    if (!node || !hear) return;
    const listener = hear;
    on(node, name, (told) => listener((told as CustomEvent).detail));
    tell(node, `${name}?`);
  };
  const take = (event: Event) => {
    if (node) return;
    event.stopImmediatePropagation();
    node = (event as MouseEvent).relatedTarget;
    join();
  };
  on(document, name, take);
  tell(document, `${name}?`);
  return {
    send(text) {
      if (node) tell(node, 'call', text);
    },
    listen(listener) {
      hear = listener;
      join();
    },
  };
}
