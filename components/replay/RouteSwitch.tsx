import { useEffect, useId, useRef } from 'react';
import { i18n } from '#i18n';
import { Select } from '@/components/atoms/Select';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import { DIALECT_NAMES, type Dialect } from '@/lib/model/entry';
import type { DialectChoice } from '@/lib/model/routing';
import { isServerAddress, notAServer } from '@/lib/replay/mock-server';
import { seenDialectOf } from '@/lib/store/seen-dialect';
import { pageUrlOf } from '@/lib/store/selectors';
import styles from './RouteSwitch.module.css';

/** Whether the page's tracker traffic is answered by the mock, in which language, and by which mock. */
export function RouteSwitch() {
  const routing = usePanel((state) => state.routing);
  const choice = usePanel((state) => state.routingDialect);
  const seen = usePanel(seenDialectOf);
  const target = usePanel((state) => state.routingTarget);
  const isImported = usePanel((state) => state.imported !== undefined);
  const site = hostOf(usePanel(pageUrlOf));
  const { setRouting, chooseRouting } = useActions();
  const nameId = useId();
  return (
    <div className={styles.route}>
      <button
        type="button"
        role="switch"
        className={styles.switch}
        aria-checked={routing.on}
        aria-labelledby={nameId}
        disabled={isImported}
        onClick={() => setRouting(!routing.on)}
      >
        <span className={styles.track} aria-hidden="true" />
        <b id={nameId}>{i18n.t('replay.route.toMock')}</b>
      </button>
      <p>
        {routing.on
          ? routing.target.kind === 'mock'
            ? i18n.t('replay.route.onMock', [site])
            : i18n.t('replay.route.onServer', [site, routing.target.url])
          : i18n.t('replay.route.notRouted', [site])}
      </p>
      <div className={styles.choices}>
        <label>
          {i18n.t('replay.route.speaks')}
          <Select
            value={choice}
            onChange={({ currentTarget: { value } }) => {
              const dialect = CHOICES.find((known) => known === value);
              if (dialect) void chooseRouting({ dialect });
            }}
          >
            <option value="automatic">
              {automaticWords(routing.on && routing.choice === 'automatic' ? routing.dialect : seen)}
            </option>
            <option value="both">{i18n.t('replay.route.both')}</option>
            {DIALECT_NAMES.map((name) => (
              <option key={name} value={name}>
                {DIALECT_WORDS[name]()}
              </option>
            ))}
          </Select>
        </label>
        <label>
          {i18n.t('replay.route.answeredBy')}
          <Select
            value={target.kind}
            onChange={({ currentTarget: { value } }) =>
              chooseRouting({ target: value === 'server' ? { kind: 'server', url: LOCAL_MOCK } : { kind: 'mock' } })
            }
          >
            <option value="mock">{i18n.t('replay.route.bundledMock')}</option>
            <option value="server">{i18n.t('replay.route.mockServer')}</option>
          </Select>
        </label>
        {target.kind === 'server' && <ServerAddress url={target.url} />}
      </div>
    </div>
  );
}

/** Where `affitor-inspector mock` listens unless told otherwise. */
export const LOCAL_MOCK = 'http://localhost:1337';

/** Taken when a person is done with it: on Enter, or when they go on. */
function ServerAddress({ url }: { url: string }) {
  const { chooseRouting, refuseMock } = useActions();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current) field.current.value = url;
  }, [url]);
  const take = ({ value }: HTMLInputElement) => {
    if (isServerAddress(value)) void chooseRouting({ target: { kind: 'server', url: value } });
    else refuseMock(notAServer(value));
  };
  return (
    <label>
      {i18n.t('replay.route.server')}
      <input
        ref={field}
        className={controls.input}
        aria-label={i18n.t('replay.route.serverLabel')}
        defaultValue={url}
        spellCheck={false}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && take(currentTarget)}
        onBlur={({ currentTarget }) => take(currentTarget)}
      />
    </label>
  );
}

const DIALECT_WORDS: Record<Dialect, () => string> = {
  v1: () => i18n.t('replay.route.v1'),
  v2: () => i18n.t('replay.route.v2'),
};

const CHOICES: readonly DialectChoice[] = ['automatic', 'both', ...DIALECT_NAMES];

const automaticWords = (dialect: Dialect | undefined) =>
  dialect ? i18n.t('replay.route.automatic', [dialect]) : i18n.t('replay.route.automaticUnseen');

const hostOf = (url: string): string => (URL.canParse(url) && new URL(url).host) || i18n.t('replay.route.thisPage');
