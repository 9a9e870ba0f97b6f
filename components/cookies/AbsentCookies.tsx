import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import { RichText } from '@/components/atoms/RichText';
import { useActions, usePanel } from '@/components/panel-context';
import text from '@/components/shared/text.module.css';
import type { Dialect } from '@/lib/model/entry';
import type { CookieState } from '@/lib/model/session';
import { judgementOf, timelineOfView } from '@/lib/store/selectors';
import { ALL_DIALECTS, DIALECTS } from '@/lib/tracker/dialects';
import styles from './AbsentCookies.module.css';
import { lastHeld } from './last-held';

/** Customer cookies that are not there, and whether that is a fault. */
export function AbsentCookies({ cookies }: { cookies: readonly CookieState[] }) {
  const { dialect } = usePanel(judgementOf).tracker;
  const absent = absentNames(cookies);
  if (absent.length === 0) return null;
  return (
    <ul className={styles.absent} aria-label={i18n.t('cookies.absent.list')}>
      {absent.map((name) => (
        <li key={name}>
          <Icon name="none" label={i18n.t('cookies.absent.mark')} />
          <code>{name}</code>
          <span className={text.second}>
            <RichText text={reasonFor(name, dialect, cookies)} />
          </span>
          <RestoreButton name={name} />
        </li>
      ))}
    </ul>
  );
}

/** For one that the recording saw go. */
function RestoreButton({ name }: { name: string }) {
  const timeline = usePanel(timelineOfView);
  const isReadOnly = usePanel((state) => state.imported !== undefined);
  const { writeCookie } = useActions();
  const held = isReadOnly ? undefined : lastHeld(timeline, name, Date.now());
  if (!held) return null;
  return (
    <Button
      look="ghost"
      icon="reload"
      title={held.value}
      onClick={() => void writeCookie(undefined, held, i18n.t('cookies.actions.isRestored', [held.name]))}
    >
      {i18n.t('cookies.absent.restore')}
    </Button>
  );
}

function absentNames(cookies: readonly CookieState[]): string[] {
  const set = new Set(cookies.map((cookie) => cookie.name));
  const names = ALL_DIALECTS.toReversed().flatMap(({ customerCookies }) => customerCookies);
  return [...new Set(names)].filter((name) => !set.has(name));
}

function reasonFor(name: string, dialect: Dialect | undefined, cookies: readonly CookieState[]): string {
  if (dialect === undefined) return i18n.t('cookies.absent.reason');
  const { customerCookies } = DIALECTS[dialect];
  if (!customerCookies.includes(name)) {
    const owner = ALL_DIALECTS.find((fact) => fact.customerCookies.includes(name));
    return i18n.t('cookies.absent.asExpected', [owner?.name ?? '']);
  }
  const other = customerCookies.find((candidate) => cookies.some((cookie) => cookie.name === candidate));
  return other ? i18n.t('cookies.absent.otherName', [other]) : i18n.t('cookies.absent.noCustomer');
}
