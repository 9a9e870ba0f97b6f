import type { JsonObject } from '@/lib/model/json';
import type { Signal } from '@/lib/witness/page/signal';
import type { Desk } from './desk';

/** Reports `window.affitor` and the calls of its methods. */

type Told<Kind extends Signal['kind']> = Extract<Signal, { kind: Kind }>;

export function createGlobal(desk: Desk) {
  const { globalName: name, methods: known } = desk.facts;
  let methods: string[] | undefined;
  let seen = false;
  let deafness = 0;

  return {
    /** What the tracker on the page can do; undefined while there is none. */
    methods: () => methods,

    stands({ at, fresh, methods: now, state, deaf = [] }: Told<'global'>): void {
      if (!now) {
        desk.reveal();
        desk.emit({ kind: 'global', phase: 'unreadable', name, methods: [], state: {} }, at);
        return;
      }
      const phase = !fresh ? 'state' : seen ? 'replaced' : 'appeared';
      seen = true;
      methods = now;
      // A thing of this name is a tracker when it can do what a tracker can.
      if (known.some((method) => now.includes(method))) desk.reveal();
      desk.emit({ kind: 'global', phase, name, methods: now, state: state as JsonObject }, at);
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
