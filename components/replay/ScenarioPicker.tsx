import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { formatDateAndTime } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import { Select } from '@/components/atoms/Select';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { EndpointName } from '@/lib/model/entry';
import { SCENARIO_NAMES, type ScenarioName } from '@/lib/model/ledger';
import { ENDPOINTS } from '@/lib/tracker/dialects';
import styles from './ScenarioPicker.module.css';
import { SCENARIO_WORDS } from './scenario-words';

const ENDPOINT_NAMES = [...new Set(ENDPOINTS.map(({ name }) => name))];
const DAYS = [1, 30, 60];

/** How the mock answers, at every endpoint or at one, and what time it believes it is. */
export function ScenarioPicker() {
  const scenario = usePanel((state) => state.mock?.scenario);
  const now = usePanel((state) => state.mock?.now);
  const { setScenario, advanceMockClock, resetMockClock } = useActions();
  const [endpoint, setEndpoint] = useState<EndpointName>();
  const current = (endpoint && scenario?.endpoints[endpoint]) ?? scenario;
  const name = current?.scenario ?? 'normal';
  const hasDelay = name === 'slow' || name === 'timeout';
  const isElsewhere = usePanel(({ routingTarget, replayTarget }) =>
    [routingTarget.kind, replayTarget.kind].includes('server'),
  );
  const choose = (chosen: string) => {
    const found = SCENARIO_NAMES.find((one) => one === chosen);
    if (found) void setScenario({ scenario: found }, endpoint);
  };
  return (
    <section aria-label={i18n.t('replay.settings.title')}>
      <div className={pane.head}>
        <h2>{i18n.t('replay.settings.answersWith')}</h2>
      </div>
      {isElsewhere && (
        <p className={`${pane.note} ${styles.note}`}>
          <Icon name="info" />
          <span>{i18n.t('replay.settings.bundledOnly')}</span>
        </p>
      )}
      <div className={styles.fields}>
        <label htmlFor="replay-scenario">{i18n.t('replay.settings.scenario')}</label>
        <Select id="replay-scenario" value={name} onChange={(event) => choose(event.currentTarget.value)}>
          {SCENARIO_NAMES.map((one) => (
            <option key={one} value={one}>
              {labelOf(one)}
            </option>
          ))}
        </Select>
        <label htmlFor="replay-endpoint">{i18n.t('replay.settings.endpoint')}</label>
        <Select
          id="replay-endpoint"
          value={endpoint ?? ''}
          onChange={({ currentTarget: { value } }) => setEndpoint(ENDPOINT_NAMES.find((one) => one === value))}
        >
          <option value="">{i18n.t('replay.settings.allEndpoints')}</option>
          {ENDPOINT_NAMES.map((one) => (
            <option key={one} value={one}>
              {one}
              {scenario?.endpoints[one] ? `: ${scenario.endpoints[one].scenario}` : ''}
            </option>
          ))}
        </Select>
        {hasDelay && (
          <>
            <label htmlFor="replay-delay">{i18n.t('replay.settings.delay')}</label>
            <input
              id="replay-delay"
              className={controls.input}
              type="number"
              min={0}
              max={600_000}
              key={`${name} ${endpoint}`}
              defaultValue={current?.delayMs ?? (name === 'slow' ? 3000 : 30_000)}
              onBlur={({ currentTarget: { valueAsNumber } }) => {
                if (valueAsNumber >= 0) void setScenario({ scenario: name, delayMs: valueAsNumber }, endpoint);
              }}
            />
          </>
        )}
      </div>
      <div className={pane.head}>
        <h2>{i18n.t('replay.settings.clock')}</h2>
      </div>
      <div className={styles.clock}>
        {now !== undefined && <time className={text.second}>{formatDateAndTime(now)}</time>}
        <span className={styles.buttons}>
          {DAYS.map((days) => (
            <Button
              key={days}
              aria-label={i18n.t('replay.settings.advance', [days])}
              onClick={() => advanceMockClock(days)}
            >
              {i18n.t('replay.settings.days', [days])}
            </Button>
          ))}
          <Button onClick={() => resetMockClock()}>{i18n.t('replay.settings.setToNow')}</Button>
        </span>
      </div>
    </section>
  );
}

const labelOf = (name: ScenarioName): string => `${name} · ${SCENARIO_WORDS[name]}`;
