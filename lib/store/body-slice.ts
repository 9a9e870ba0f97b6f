import type { StateCreator } from 'zustand/vanilla';
import type { PanelEnvironment, PanelState } from './panel-store';

/** Bodies too large to travel with their records, fetched from the journal when somebody looks at them. */
export type FetchedBody = { kind: 'loading' } | { kind: 'loaded'; text: string } | { kind: 'refused'; reason: string };

export type BodySlice = {
  bodies: Readonly<Record<string, FetchedBody>>;
  fetchBody(digest: string): Promise<void>;
};

export function bodySlice({ connection }: PanelEnvironment): StateCreator<PanelState, [], [], BodySlice> {
  return (set, get) => {
    const put = (digest: string, body: FetchedBody) =>
      set((state) => ({ bodies: { ...state.bodies, [digest]: body } }));
    return {
      bodies: {},
      async fetchBody(digest) {
        const known = get().bodies[digest];
        if (known && known.kind !== 'refused') return;
        put(digest, { kind: 'loading' });
        try {
          const { text } = await connection.ask('read-body', { digest });
          put(digest, { kind: 'loaded', text });
        } catch (cause) {
          put(digest, { kind: 'refused', reason: cause instanceof Error ? cause.message : String(cause) });
        }
      },
    };
  };
}
