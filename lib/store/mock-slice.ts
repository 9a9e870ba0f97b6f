import type { StateCreator } from 'zustand/vanilla';
import type { Asks } from '@/lib/messaging/protocol';
import type { EndpointName } from '@/lib/model/entry';
import type { ScenarioSetting } from '@/lib/model/ledger';
import type { MockState } from '@/lib/model/replay';
import type { DialectChoice, RoutingState, RoutingTarget } from '@/lib/model/routing';
import { isLiveApi } from '@/lib/replay/live-hosts';
import type { PanelEnvironment, PanelState } from './panel-store';
import { seenDialectOf } from './seen-dialect';

/** The bundled mock as the background keeps it, and whether this tab's tracker traffic goes to it. */
export type MockSlice = {
  mock: MockState | undefined;
  routing: RoutingState;
  /** What the stand-in is to speak when routing is switched on. */
  routingDialect: DialectChoice;
  /** Where routed traffic goes: the bundled mock, or a mock server once its address was given. */
  routingTarget: RoutingTarget;
  /** Something about the mock or the routing did not work: what, and what to do. */
  mockRefused: string | undefined;
  readMock(): Promise<void>;
  readRouting(): Promise<void>;
  setRouting(on: boolean): Promise<void>;
  /** Takes effect at once when the tab is routed. */
  chooseRouting(choice: { dialect?: DialectChoice; target?: RoutingTarget }): Promise<void>;
  setScenario(setting: ScenarioSetting, endpoint?: EndpointName): Promise<void>;
  advanceMockClock(days: number): Promise<void>;
  resetMockClock(): Promise<void>;
  /** Forgets what the mock recorded; can be taken back for a few seconds, beside words that say what was `done`. */
  resetMock(done: string): Promise<void>;
  importMock(fileName: string, text: string): Promise<void>;
  refuseMock(reason: string): void;
  exportMock(): void;
};

export function mockSlice({ connection, download }: PanelEnvironment): StateCreator<PanelState, [], [], MockSlice> {
  return (set, get) => {
    const attempt = async (
      what: string,
      run: () => Promise<void>,
      answers: (refused: string) => boolean = () => true,
    ): Promise<void> => {
      try {
        await run();
        set(({ mockRefused }) => (mockRefused !== undefined && answers(mockRefused) ? { mockRefused: undefined } : {}));
      } catch (cause) {
        set({ mockRefused: `${what}: ${cause instanceof Error ? cause.message : String(cause)}` });
      }
    };
    /** Nobody asked for it: what was refused to a person stays said. */
    const read = (what: string, run: () => Promise<void>) =>
      attempt(what, run, (refused) => refused.startsWith(`${what}: `));
    type MockAsk = Extract<keyof Asks, `mock-${string}`>;
    const ask = async <M extends MockAsk>(method: M, params: Asks[M]['params']) =>
      set({ mock: await connection.ask(method, params) });

    const route = (on: boolean) =>
      attempt(on ? 'The page was not routed to the mock' : 'Routing was not switched off', async () => {
        const { routingDialect: choice, routingTarget: target } = get();
        const dialect = choice === 'automatic' ? seenDialectOf(get()) : choice === 'both' ? undefined : choice;
        const asked = on ? ({ on, target, choice, ...(dialect && { dialect }) } as const) : ({ on } as const);
        set({ routing: await connection.ask('set-routing', asked) });
      });

    return {
      mock: undefined,
      routing: { on: false },
      routingDialect: 'automatic',
      routingTarget: { kind: 'mock' },
      mockRefused: undefined,

      readMock: () => read('The mock did not say what it holds', () => ask('mock-state', null)),

      readRouting: () =>
        read('Whether this page is routed is not known', async () => {
          const routing = await connection.ask('routing-state', null);
          set({ routing, ...(routing.on && { routingTarget: routing.target, routingDialect: routing.choice }) });
        }),

      setRouting: route,

      async chooseRouting(choice) {
        if (choice.target?.kind === 'server' && isLiveApi(choice.target.url)) {
          const { host } = new URL(choice.target.url);
          return set({
            mockRefused: `${host} is the real API, which a routed page must not reach. Name a mock server.`,
          });
        }
        set({
          mockRefused: undefined,
          ...(choice.dialect && { routingDialect: choice.dialect }),
          ...(choice.target && { routingTarget: choice.target }),
        });
        if (get().routing.on) await route(true);
      },

      setScenario: (setting, endpoint) =>
        attempt('The scenario was not changed', () =>
          ask('mock-scenario', { ...setting, ...(endpoint && { endpoint }) }),
        ),

      advanceMockClock: (advanceDays) =>
        attempt('The mock’s clock was not moved', () => ask('mock-clock', { advanceDays })),

      resetMockClock: () => attempt('The mock’s clock was not set back', () => ask('mock-clock', { reset: true })),

      resetMock: (done) =>
        attempt('The mock was not reset', async () => {
          const before = await connection.ask('mock-state', null);
          await ask('mock-reset', null);
          const text = JSON.stringify(before.ledger);
          get().offerUndo(done, () => {
            void attempt('What the mock had recorded was not brought back', () => ask('mock-load', { text }));
          });
        }),

      importMock: (fileName, text) =>
        attempt(`${fileName} was not imported, and the mock’s data is as it was`, () => ask('mock-load', { text })),

      refuseMock: (mockRefused) => set({ mockRefused }),

      exportMock() {
        const { mock } = get();
        if (mock) download('affitor-mock-state.json', `${JSON.stringify(mock.ledger, null, 2)}\n`);
      },
    };
  };
}
