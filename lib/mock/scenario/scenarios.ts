import type { Effects } from '@/lib/mock/call';
import type { EndpointName } from '@/lib/model/entry';
import type { ScenarioName, ScenarioSetting, ScenarioState } from '@/lib/model/ledger';
import type { ErrorStatus } from './error-answers';

/** Which way the mock answers, for all endpoints or for one, switchable at any time. */

/** What a scenario makes of one request. */
export type Course =
  | { kind: 'handle'; delayMs: number; effects: Effects; spoil?: 'malformed-json' | 'cors-refused' }
  | { kind: 'error'; status: ErrorStatus }
  | { kind: 'html-error' }
  | { kind: 'fail'; reason: 'timeout' | 'dropped' | 'offline'; delayMs: number };

export const DEFAULT_SLOW_MS = 3_000;
export const DEFAULT_TIMEOUT_MS = 30_000;
export const DEFAULT_FLAKY_EVERY = 3;

export type Scenarios = {
  state(): ScenarioState;
  /** For all endpoints, ending what was set for single ones; or for one endpoint alone. */
  set(setting: ScenarioSetting, endpoint?: EndpointName): void;
  /** The setting in force for an endpoint; the tracker script only heeds its own. */
  at(endpoint: EndpointName): ScenarioSetting;
  /** Decides the course of the next request, counting it where the scenario counts. */
  next(endpoint: EndpointName): { scenario: ScenarioName; course: Course };
  reset(): void;
};

const NORMAL: ScenarioSetting = { scenario: 'normal' };

export function createScenarios(start: ScenarioSetting = NORMAL): Scenarios {
  let current = start;
  let endpoints: Partial<Record<EndpointName, ScenarioSetting>> = {};
  const counts = new Map<ScenarioSetting, number>();

  function at(endpoint: EndpointName): ScenarioSetting {
    return endpoints[endpoint] ?? (endpoint === 'script' ? NORMAL : current);
  }

  return {
    state: () => ({ ...current, endpoints: { ...endpoints } }),
    set(setting, endpoint) {
      if (endpoint === undefined) {
        current = setting;
        endpoints = {};
      } else {
        endpoints = { ...endpoints, [endpoint]: setting };
      }
      counts.clear();
    },
    at,
    next(endpoint) {
      const setting = at(endpoint);
      const count = (counts.get(setting) ?? 0) + 1;
      if (setting.scenario === 'flaky') counts.set(setting, count);
      return { scenario: setting.scenario, course: courseOf(setting, count) };
    },
    reset() {
      current = start;
      endpoints = {};
      counts.clear();
    },
  };
}

function courseOf(setting: ScenarioSetting, count: number): Course {
  const handle = (effects: Effects = {}): Course => ({ kind: 'handle', delayMs: 0, effects });
  switch (setting.scenario) {
    case 'normal':
      return handle();
    case '400':
    case '401':
    case '403':
    case '404':
    case '409':
    case '429':
    case '500':
      return { kind: 'error', status: STATUS[setting.scenario] };
    case 'slow':
      return { kind: 'handle', delayMs: setting.delayMs ?? DEFAULT_SLOW_MS, effects: {} };
    case 'timeout':
      return { kind: 'fail', reason: 'timeout', delayMs: setting.delayMs ?? DEFAULT_TIMEOUT_MS };
    case 'dropped':
    case 'offline':
      return { kind: 'fail', reason: setting.scenario, delayMs: 0 };
    case 'malformed-json':
    case 'cors-refused':
      return { kind: 'handle', delayMs: 0, effects: {}, spoil: setting.scenario };
    case 'html-error':
      return { kind: 'html-error' };
    case 'inactive-program':
      return handle({ programInactive: true });
    case 'unknown-customer':
      return handle({ customerUnknown: true });
    case 'provisional':
      return handle({ provisional: true });
    case 'expired-window':
      return handle({ windowExpired: true });
    case 'flaky': {
      const every = setting.every ?? DEFAULT_FLAKY_EVERY;
      return (count + (setting.seed ?? 0)) % every === 0 ? { kind: 'error', status: 500 } : handle();
    }
  }
}

const STATUS = { '400': 400, '401': 401, '403': 403, '404': 404, '409': 409, '429': 429, '500': 500 } as const;
