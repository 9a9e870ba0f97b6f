import { useId } from 'react';
import { useActions, usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import type { Dialect } from '@/lib/model/entry';
import type { DialectChoice, RoutingTarget } from '@/lib/model/routing';
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
        <b id={nameId}>Route this page to the mock</b>
      </button>
      <p>
        {routing.on
          ? `Tracker calls from ${site} go to ${wordsOf(routing.target)}. Nothing reaches Affitor. Synchronous XMLHttpRequest and scripts with an integrity attribute cannot be answered and are blocked.`
          : `Answers what the tracker on ${site} sends, inside the browser. Reload the page afterwards, so that its tracker starts there.`}
      </p>
      <div className={styles.choices}>
        <label>
          Stand-in speaks
          <select
            className={controls.input}
            value={choice}
            onChange={({ currentTarget: { value } }) => {
              const dialect = CHOICES.find((known) => known === value);
              if (dialect) void chooseRouting({ dialect });
            }}
          >
            <option value="automatic">
              {automaticWords(routing.on && routing.choice === 'automatic' ? routing.dialect : seen)}
            </option>
            <option value="both">both, v1 and v2</option>
            <option value="v1">v1 (script tag)</option>
            <option value="v2">v2 (SDK)</option>
          </select>
        </label>
        <label>
          Answered by
          <select
            className={controls.input}
            value={target.kind}
            onChange={({ currentTarget: { value } }) =>
              chooseRouting({ target: value === 'server' ? { kind: 'server', url: LOCAL_MOCK } : { kind: 'mock' } })
            }
          >
            <option value="mock">bundled mock</option>
            <option value="server">mock server</option>
          </select>
        </label>
        {target.kind === 'server' && <ServerAddress url={target.url} />}
      </div>
    </div>
  );
}

/** Where `affitor-inspector mock` listens unless told otherwise. */
export const LOCAL_MOCK = 'http://localhost:1337';

function ServerAddress({ url }: { url: string }) {
  const { chooseRouting, refuseMock } = useActions();
  return (
    <label>
      Server
      <input
        className={controls.input}
        aria-label="Mock server for routing"
        key={url}
        defaultValue={url}
        onBlur={({ currentTarget: { value } }) =>
          URL.canParse(value)
            ? chooseRouting({ target: { kind: 'server', url: value } })
            : refuseMock(`“${value}” is not a URL. Write it with its scheme, as in ${LOCAL_MOCK}.`)
        }
      />
    </label>
  );
}

const CHOICES: readonly DialectChoice[] = ['automatic', 'both', 'v1', 'v2'];

const automaticWords = (dialect: Dialect | undefined) =>
  dialect ? `automatic: ${dialect}, seen on this site` : 'automatic: both, none was seen here';

const wordsOf = (target: RoutingTarget) => (target.kind === 'mock' ? 'the bundled mock' : `the mock at ${target.url}`);

const hostOf = (url: string): string => (URL.canParse(url) && new URL(url).host) || 'this page';
