/**
 * Page's own world ↔ the relay beside it: text, synchronous in both directions, also inside `pagehide`, and nothing the
 * page can listen to. A detached node is handed over once, before page scripts run, as a MouseEvent's `relatedTarget`;
 * whichever world runs second brings it, so that their order does not matter. Both worlds run this code.
 */

export type World = 'page' | 'relay';

/** As much as waits for the other world, should it come second. */
const BACKLOG_LIMIT = 500;

// Taken before the page can change them.
const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;
const Custom = CustomEvent;
const { apply } = Reflect;

const hello = (world: World) => `affitor-inspector:${world}`;

/** Returns how to send; `hear` gets what the other world sends, and what it throws is the caller's to handle. */
export function joinChannel(document: Document, world: World, hear: (text: string) => void): (text: string) => void {
  const other: World = world === 'page' ? 'relay' : 'page';
  let backlog: string[] | undefined = [];
  let node: EventTarget = document.createElement('i');

  const send = (text: string) => {
    if (!backlog) apply(dispatchEvent, node, [new Custom(other, { detail: text })]);
    else if (backlog.length < BACKLOG_LIMIT) backlog.push(text);
  };
  const join = () => {
    const texts = backlog ?? [];
    backlog = undefined;
    for (const text of texts) send(text);
  };
  const listen = () => {
    apply(addEventListener, node, [world, (event: CustomEvent) => hear(event.detail)]);
  };

  listen();
  apply(addEventListener, node, ['join', join]);
  apply(dispatchEvent, document, [new MouseEvent(hello(world), { relatedTarget: node })]);
  if (backlog) {
    const meet = (event: MouseEvent) => {
      if (!event.relatedTarget) return;
      event.stopImmediatePropagation();
      apply(removeEventListener, document, [hello(other), meet, true]);
      node = event.relatedTarget;
      listen();
      apply(dispatchEvent, node, [new Custom('join')]);
      join();
    };
    apply(addEventListener, document, [hello(other), meet, true]);
  }
  return send;
}
