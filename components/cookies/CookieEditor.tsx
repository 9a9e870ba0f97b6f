import { useId, useState } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { useFirstField } from '@/components/layout/use-first-field';
import { useActions } from '@/components/panel-context';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import type { CookieAttributes } from '@/lib/model/observation';
import type { CookieState } from '@/lib/model/session';
import styles from './CookieActions.module.css';
import { sameSiteWord } from './same-site';

const SAME_SITES = ['unspecified', 'lax', 'strict', 'none'] as const;

/** Writes the cookie anew with other values; what the browser refuses stays here to be mended. */
export function CookieEditor({ cookie, onClose }: { cookie: CookieState; onClose: () => void }) {
  const { writeCookie } = useActions();
  const [value, setValue] = useState(cookie.value);
  const [attributes, setAttributes] = useState<CookieAttributes>(cookie.attributes);
  const form = useFirstField();
  const id = useId();
  const set = (part: Partial<CookieAttributes>) => setAttributes({ ...attributes, ...part });
  const setExpiry = (typed: string) => {
    const { expiresAt: _, ...session } = attributes;
    const at = new Date(typed).getTime();
    setAttributes(Number.isNaN(at) ? session : { ...attributes, expiresAt: at });
  };
  const save = async () => {
    if (await writeCookie(cookie, { ...cookie, value, attributes }, i18n.t('cookies.actions.isChanged', [cookie.name])))
      onClose();
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={i18n.t('cookies.editor.form')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={`${id}-value`}>{i18n.t('cookies.value')}</label>
      <input
        id={`${id}-value`}
        className={`${controls.input} ${text.mono}`}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <label htmlFor={`${id}-domain`}>{i18n.t('cookies.domain')}</label>
      <input
        id={`${id}-domain`}
        className={`${controls.input} ${text.mono}`}
        value={attributes.domain ?? ''}
        onChange={(event) => set({ domain: event.currentTarget.value })}
      />
      <label htmlFor={`${id}-path`}>{i18n.t('cookies.path')}</label>
      <input
        id={`${id}-path`}
        className={`${controls.input} ${text.mono}`}
        value={attributes.path ?? '/'}
        onChange={(event) => set({ path: event.currentTarget.value })}
      />
      <label htmlFor={`${id}-expires`}>{i18n.t('cookies.expires')}</label>
      <input
        id={`${id}-expires`}
        type="datetime-local"
        className={controls.input}
        title={i18n.t('cookies.editor.expiresHint')}
        value={attributes.expiresAt === undefined ? '' : localTime(attributes.expiresAt)}
        onChange={(event) => setExpiry(event.currentTarget.value)}
      />
      <label htmlFor={`${id}-same-site`}>SameSite</label>
      <select
        id={`${id}-same-site`}
        className={controls.input}
        value={attributes.sameSite ?? 'unspecified'}
        onChange={({ currentTarget }) =>
          set({ sameSite: SAME_SITES.find((one) => one === currentTarget.value) ?? 'unspecified' })
        }
      >
        {SAME_SITES.map((sameSite) => (
          <option key={sameSite} value={sameSite}>
            {sameSiteWord(sameSite) ?? i18n.t('cookies.detail.sameSiteUnset')}
          </option>
        ))}
      </select>
      <span>{i18n.t('cookies.flags')}</span>
      <div className={styles.checks}>
        <Flag
          label={i18n.t('cookies.editor.hostOnly')}
          on={attributes.hostOnly}
          onChange={(hostOnly) => set({ hostOnly })}
        />
        <Flag label="Secure" on={attributes.secure} onChange={(secure) => set({ secure })} />
        <Flag label="HttpOnly" on={attributes.httpOnly} onChange={(httpOnly) => set({ httpOnly })} />
      </div>
      <div className={styles.buttons}>
        <Button onClick={onClose}>{i18n.t('common.cancel')}</Button>
        <button type="submit" className={`${controls.button} ${controls.primary}`}>
          {i18n.t('cookies.editor.save')}
        </button>
      </div>
    </form>
  );
}

type FlagProps = { label: string; on: boolean | undefined; onChange: (on: boolean) => void };

function Flag({ label, on = false, onChange }: FlagProps) {
  return (
    <label className={controls.check}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

const MINUTE_MS = 60_000;

/** `2026-03-14T10:41`, in the zone of the user, as the field wants it. */
function localTime(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * MINUTE_MS;
  return new Date(at - offsetMs).toISOString().slice(0, 16);
}
