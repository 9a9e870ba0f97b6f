import { useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Sentence } from '@/components/atoms/Sentence';
import { StatusMark } from '@/components/atoms/StatusMark';
import { usePanel } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { CookieState } from '@/lib/model/session';
import { type Receipt, reachOf, readHost } from '@/lib/tracker/cookie-reach';
import { proposedHostsOf } from './proposed-hosts';
import styles from './ReachMap.module.css';

/** Which hosts receive a cookie: the page's own first, then those somebody asks about. */
export function ReachMap({ cookie }: { cookie: CookieState }) {
  const proposed = usePanel(proposedHostsOf);
  const [added, add] = useState<readonly string[]>([]);
  const [typed, type] = useState('');
  const host = readHost(typed);
  const { domain } = cookie.attributes;
  const reach = reachOf(cookie.attributes, [...new Set([...proposed, ...added])]);
  return (
    <section aria-label={i18n.t('cookies.reach.section')}>
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>
          <Sentence
            text={i18n.t('cookies.reach.title', { cookie: '{cookie}' })}
            slots={{ cookie: <code>{cookie.name}</code> }}
          />
        </h2>
        <span className={text.meta}>
          {domain === undefined ? i18n.t('cookies.reach.domainNotKnown') : i18n.t('cookies.reach.domain', [domain])}
        </span>
      </div>
      {domain !== undefined && (
        <>
          <ul className={styles.reach} aria-label={i18n.t('cookies.reach.hosts')}>
            {reach.map(({ host, http, https }) => (
              <li key={host}>
                <span className={`${styles.host} ${text.trunc}`} title={host}>
                  {host}
                </span>
                <Way scheme="https" receipt={https} />
                <Way scheme="http" receipt={http} />
              </li>
            ))}
          </ul>
          <form
            className={styles.ask}
            onSubmit={(event) => {
              event.preventDefault();
              if (host === undefined) return;
              add([...added, host]);
              type('');
            }}
          >
            <input
              className={controls.input}
              aria-label={i18n.t('cookies.reach.host')}
              placeholder={i18n.t('cookies.reach.hostExample')}
              title={i18n.t('cookies.reach.hostExample')}
              value={typed}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <button type="submit" className={controls.button} disabled={host === undefined}>
              {i18n.t('cookies.reach.ask')}
            </button>
            {added.length > 0 && (
              <Button look="ghost" onClick={() => add([])}>
                {i18n.t('cookies.reach.reset')}
              </Button>
            )}
          </form>
        </>
      )}
    </section>
  );
}

function Way({ scheme, receipt }: { scheme: string; receipt: Receipt }) {
  return (
    <span className={styles.way} title={receipt.sent ? undefined : receipt.reason}>
      <StatusMark tone={receipt.sent ? 'ok' : 'none'}>
        {i18n.t(receipt.sent ? 'cookies.reach.sent' : 'cookies.reach.notSent', [scheme])}
      </StatusMark>
      {!receipt.sent && <span className={text.meta}>{receipt.reason}</span>}
    </span>
  );
}
