import { useState } from 'react';
import { i18n } from '#i18n';
import { EmptyNote } from '@/components/atoms/EmptyNote';
import { RichText } from '@/components/atoms/RichText';
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
      <section className={pane.pane} aria-label={i18n.t('cookies.view')}>
        <CookieTable cookies={cookies} selected={selected} onSelect={(cookie) => select(cookieKey(cookie))} />
        {cookies.length > 0 && (
          <p className={`${styles.key} ${text.meta}`}>
            <u />
            {i18n.t('cookies.shortLife')}
          </p>
        )}
        {cookies.length === 0 && (
          <EmptyNote title={i18n.t('cookies.none')}>
            <RichText text={i18n.t('cookies.noneNote')} />
          </EmptyNote>
        )}
        <AbsentCookies cookies={cookies} />
        {selected && <ReachMap cookie={selected} />}
      </section>
      {selected && <CookieDetail key={cookieKey(selected)} cookie={selected} />}
    </div>
  );
}
