import { useState } from 'react';
import { Button } from '@/components/atoms/Button';
import { DAY_MS } from '@/components/atoms/format';
import { Menu } from '@/components/atoms/Menu';
import { useActions } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import type { CookieState } from '@/lib/model/session';
import { asAnotherPartner } from '@/lib/tracker/cookie-as-partner';
import styles from './CookieActions.module.css';
import { CookieEditor } from './CookieEditor';

const SHORT_DAYS = 7;

/** What can be done to a cookie, at once and with Undo; and the forms of those that need an answer first. */
export function CookieActions({ cookie }: { cookie: CookieState }) {
  const { writeCookie, deleteCookie } = useActions();
  const [asking, ask] = useState<'edit' | 'partner'>();
  const close = () => ask(undefined);
  const withExpiry = (expiresAt: number): CookieState => ({
    ...cookie,
    attributes: { ...cookie.attributes, expiresAt },
  });
  const canChangePartner = asAnotherPartner(cookie, 'partner', Date.now()) !== undefined;
  return (
    <>
      <div className={styles.actions} role="toolbar" aria-label="Cookie actions">
        <Button look="ghost" icon="edit" aria-expanded={asking === 'edit'} onClick={() => ask('edit')}>
          Edit
        </Button>
        <Menu
          label="Expiry"
          look="ghost"
          icon="clock"
          items={[
            {
              label: 'Expire now',
              hint: 'As if its time were over',
              onChoose: () => void writeCookie(cookie, withExpiry(Date.now() - DAY_MS), 'expired'),
            },
            {
              label: `Shorten to ${SHORT_DAYS} days`,
              hint: 'As Safari does with a cookie written by script',
              onChoose: () =>
                void writeCookie(cookie, withExpiry(Date.now() + SHORT_DAYS * DAY_MS), 'shortened to 7 days'),
            },
          ]}
        />
        {canChangePartner && (
          <Button look="ghost" aria-expanded={asking === 'partner'} onClick={() => ask('partner')}>
            Set as another partner
          </Button>
        )}
        <Button look="ghost" icon="cross" onClick={() => void deleteCookie(cookie)}>
          Delete
        </Button>
      </div>
      {asking === 'edit' && <CookieEditor cookie={cookie} onClose={close} />}
      {asking === 'partner' && <PartnerForm cookie={cookie} onClose={close} />}
    </>
  );
}

function PartnerForm({ cookie, onClose }: { cookie: CookieState; onClose: () => void }) {
  const { writeCookie } = useActions();
  const [partner, setPartner] = useState('another-partner');
  const changed = asAnotherPartner(cookie, partner.trim() || 'another-partner', Date.now());
  return (
    <form
      className={styles.form}
      aria-label="Set as another partner"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) void writeCookie(cookie, changed, `set as ${partner}`);
        onClose();
      }}
    >
      <label htmlFor="cookie-partner">Partner</label>
      <input
        id="cookie-partner"
        className={controls.input}
        value={partner}
        onChange={(event) => setPartner(event.currentTarget.value)}
      />
      <span>New value</span>
      <code className={styles.value}>{changed?.value}</code>
      <div className={styles.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <button type="submit" className={`${controls.button} ${controls.primary}`}>
          Set cookie
        </button>
      </div>
    </form>
  );
}
