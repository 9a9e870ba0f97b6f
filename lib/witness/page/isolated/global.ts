import type { JsonObject, Snapshot } from '@/lib/model/json';
import type { Signal } from '@/lib/witness/page/signal';
import type { Desk } from './desk';

/** Reports `window.affitor` and the calls of its methods. */

type Told<Kind extends Signal['kind']> = Extract<Signal, { kind: Kind }>;

/** What is no method. */
function dataOf(state: Snapshot): JsonObject {
  const members = Object.entries(state && typeof state === 'object' && !Array.isArray(state) ? state : {});
  return Object.fromEntries(members.filter(([, member]) => !isFunction(member)));
}

const isFunction = (member: Snapshot): boolean =>
  typeof member === 'object' && member !== null && !Array.isArray(member) && member.$type === 'function';

export function createGlobal(desk: Desk) {
  const { globalName: name, methods: known } = desk.facts;
  let methods: string[] | undefined;
  let seen: number | undefined;
  let deafness = 0;

  return {
    /** What the tracker on the page can do; undefined while there is none. */
    methods: () => methods,

    stands({ at, id, hidden, methods: now, state, deaf }: Told<'global'>): void {
      // A thing of this name is a tracker when it can do what a tracker can.
      if (hidden || known.some((method) => now.includes(method))) desk.reveal();
      const phase = hidden ? 'unreadable' : seen === undefined ? 'appeared' : seen === id ? 'state' : 'replaced';
      seen = id;
      if (!hidden) methods = now;
      const members = [...new Set(now)];
      desk.emit({ kind: 'global', phase, name, methods: members, state: dataOf(state) }, at);
      if (deaf.length > deafness) {
        const message = `Calls of ${name}.${deaf.join(', ')} cannot be seen: the page does not let them be changed.`;
        desk.emit({ kind: 'storage', phase: 'gap', message }, at);
      }
      deafness = deaf.length;
    },

    called({ at, stack, ...told }: Told<'call'>): void {
      desk.emit({ ...told, kind: 'call', target: name, ...desk.stack(stack) }, at);
    },
  };
}
