import { useCallback, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { DAY_MS } from '@/components/atoms/format';
import { Menu } from '@/components/atoms/Menu';
import { useEscape } from '@/components/layout/escape';
import { useFirstField } from '@/components/layout/use-first-field';
import { useActions } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import type { CookieState } from '@/lib/model/session';
import { asAnotherPartner } from '@/lib/tracker/cookie-as-partner';
import styles from './CookieActions.module.css';
import { CookieEditor } from './CookieEditor';

const SHORT_DAYS = 7;
const SOME_PARTNER = 'another-partner';

/** What can be done to a cookie, at once and with Undo; and the forms of those that need an answer first. */
export function CookieActions({ cookie }: { cookie: CookieState }) {
  const { writeCookie, deleteCookie } = useActions();
  const [asking, ask] = useState<'edit' | 'partner'>();
  const close = useCallback(() => ask(undefined), []);
  useEscape(
    useCallback(() => {
      if (asking) close();
      return asking !== undefined;
    }, [asking, close]),
  );
  const withExpiry = (expiresAt: number): CookieState => ({
    ...cookie,
    attributes: { ...cookie.attributes, expiresAt },
  });
  const canChangePartner = asAnotherPartner(cookie, 'partner', Date.now()) !== undefined;
  return (
    <div>
      <div className={styles.actions} role="toolbar" aria-label={i18n.t('cookies.actions.toolbar')}>
        <Button look="ghost" icon="edit" aria-expanded={asking === 'edit'} onClick={() => ask('edit')}>
          {i18n.t('cookies.actions.edit')}
        </Button>
        <Menu
          label={i18n.t('cookies.actions.expiry')}
          look="ghost"
          icon="clock"
          items={[
            {
              label: i18n.t('cookies.actions.expireNow'),
              hint: i18n.t('cookies.actions.expireNowHint'),
              onChoose: () =>
                void writeCookie(
                  cookie,
                  withExpiry(Date.now() - DAY_MS),
                  i18n.t('cookies.actions.isExpired', [cookie.name]),
                ),
            },
            {
              label: i18n.t('cookies.actions.shorten', [SHORT_DAYS]),
              hint: i18n.t('cookies.actions.shortenHint'),
              onChoose: () =>
                void writeCookie(
                  cookie,
                  withExpiry(Date.now() + SHORT_DAYS * DAY_MS),
                  i18n.t('cookies.actions.isShortened', [cookie.name, SHORT_DAYS]),
                ),
            },
          ]}
        />
        {canChangePartner && (
          <Button look="ghost" aria-expanded={asking === 'partner'} onClick={() => ask('partner')}>
            {i18n.t('cookies.actions.setAsPartner')}
          </Button>
        )}
        <Button
          look="ghost"
          icon="cross"
          onClick={() => void deleteCookie(cookie, i18n.t('cookies.actions.isDeleted', [cookie.name]))}
        >
          {i18n.t('cookies.actions.delete')}
        </Button>
      </div>
      {asking === 'edit' && <CookieEditor cookie={cookie} onClose={close} />}
      {asking === 'partner' && <PartnerForm cookie={cookie} onClose={close} />}
    </div>
  );
}

function PartnerForm({ cookie, onClose }: { cookie: CookieState; onClose: () => void }) {
  const { writeCookie } = useActions();
  const form = useFirstField();
  const [typed, setTyped] = useState(SOME_PARTNER);
  const partner = typed.trim() || SOME_PARTNER;
  const changed = asAnotherPartner(cookie, partner, Date.now());
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={i18n.t('cookies.actions.setAsPartner')}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) void writeCookie(cookie, changed, i18n.t('cookies.actions.isSetAs', [cookie.name, partner]));
        onClose();
      }}
    >
      <label htmlFor="cookie-partner">{i18n.t('cookies.actions.partner')}</label>
      <input
        id="cookie-partner"
        className={controls.input}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <span>{i18n.t('cookies.actions.newValue')}</span>
      <code className={styles.value}>{changed?.value}</code>
      <div className={styles.buttons}>
        <Button onClick={onClose}>{i18n.t('common.cancel')}</Button>
        <button type="submit" className={`${controls.button} ${controls.primary}`}>
          {i18n.t('cookies.actions.setCookie')}
        </button>
      </div>
    </form>
  );
}
