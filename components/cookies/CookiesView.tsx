import { useState } from 'react';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import { AbsentCookies } from './AbsentCookies';
import { CookieDetail } from './CookieDetail';
import styles from './CookiesView.module.css';
import { CookieTable } from './CookieTable';
import { ReachMap } from './ReachMap';
import { cookieKey, shownCookiesOf } from './shown-cookies';

/** The tracker's cookies of this page: what is set, how long it lasts, who wrote it, and what is not there. */
export function CookiesView() {
  const cookies = usePanel(shownCookiesOf);
  const [selectedKey, select] = useState<string>();
  const selected = cookies.find((cookie) => cookieKey(cookie) === selectedKey) ?? cookies[0];
  return (
    <div className={styles.cookies}>
      <section className={pane.pane} aria-label="Cookies of this page">
        <CookieTable cookies={cookies} selected={selected} onSelect={(cookie) => select(cookieKey(cookie))} />
        {cookies.length > 0 && (
          <p className={`${styles.key} ${text.meta}`}>
            <u />7 days: where Safari cuts off a cookie written by script
          </p>
        )}
        {cookies.length === 0 && (
          <EmptyNote title="No Affitor cookie on this page">
            The tracker writes one when a visitor lands with <code>?ref=</code> (v1) or <code>?aff=</code> (v2). Without
            it, a signup belongs to nobody. Cookies of other sites and subdomains are not listed here.
          </EmptyNote>
        )}
        <AbsentCookies cookies={cookies} />
        {selected && <ReachMap cookie={selected} />}
      </section>
      {selected && <CookieDetail cookie={selected} />}
    </div>
  );
}
