import { i18n } from '#i18n';
import { CopyButton } from '@/components/atoms/CopyButton';
import { EventRef } from '@/components/atoms/EventRef';
import { formatDayAndTime, formatFullTime } from '@/components/atoms/format';
import { StatusMark } from '@/components/atoms/StatusMark';
import { usePanel } from '@/components/panel-context';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { CookieEntry } from '@/lib/model/entry';
import type { CookieState } from '@/lib/model/session';
import type { Tone } from '@/lib/store/problems';
import { timelineOfView } from '@/lib/store/selectors';
import { readCustomerId } from '@/lib/tracker/identifiers';
import { CookieActions } from './CookieActions';
import { CookieAuthorMark } from './CookieAuthorMark';
import styles from './CookieDetail.module.css';
import { clickOwnersOf } from './click-owners';
import { changesOf, tellingChangesOf } from './cookie-changes';
import { OwnershipChart } from './OwnershipChart';
import { sameSiteWord } from './same-site';

const ACTIONS: Record<CookieEntry['action'], { tone: Tone; word: string }> = {
  set: { tone: 'ok', word: i18n.t('cookies.change.set') },
  changed: { tone: 'info', word: i18n.t('cookies.change.changed') },
  unchanged: { tone: 'none', word: i18n.t('cookies.change.unchanged') },
  removed: { tone: 'warn', word: i18n.t('cookies.change.removed') },
  expired: { tone: 'warn', word: i18n.t('cookies.change.expired') },
  present: { tone: 'none', word: i18n.t('cookies.change.present') },
  refused: { tone: 'error', word: i18n.t('cookies.change.refused') },
};

/** What the cookie standard names is no word of a language. */
const FACTS = {
  value: i18n.t('cookies.value'),
  program: i18n.t('cookies.detail.program'),
  clicked: i18n.t('cookies.detail.clicked'),
  domain: i18n.t('cookies.domain'),
  path: i18n.t('cookies.path'),
  expires: i18n.t('cookies.expires'),
  secure: 'Secure',
  httpOnly: 'HttpOnly',
  sameSite: 'SameSite',
  partitioned: 'Partitioned',
};

/** One cookie: what it says, its attributes, and its history. */
export function CookieDetail({ cookie }: { cookie: CookieState }) {
  const timeline = usePanel(timelineOfView);
  const isReadOnly = usePanel((state) => state.imported !== undefined);
  const changes = tellingChangesOf(changesOf(timeline, cookie));
  const now = Date.now();
  return (
    <section className={pane.pane} aria-label={i18n.t('cookies.detail.pane')}>
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>
          <code>{cookie.name}</code>
        </h2>
        <span className={text.grow} />
        <CopyButton text={cookie.value} label={i18n.t('cookies.detail.copyValue')}>
          {i18n.t('cookies.detail.copyValue')}
        </CopyButton>
      </div>
      {!isReadOnly && <CookieActions cookie={cookie} />}
      <dl className={`${pane.facts} ${pane.pad}`}>
        {factsOf(cookie).map(([name, fact]) => (
          <div key={name} className={styles.fact}>
            <dt>{FACTS[name]}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <OwnershipChart owners={clickOwnersOf(timeline, changes, cookie, now)} now={now} />
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>{i18n.t('cookies.detail.changes')}</h2>
        <span className={text.meta}>{changes.length}</span>
      </div>
      <ul className={styles.changes} aria-label={i18n.t('cookies.detail.changes')}>
        {changes.map((change) => (
          <li key={change.id}>
            <span className={text.second}>{formatDayAndTime(change.at)}</span>
            <StatusMark tone={ACTIONS[change.action].tone}>{ACTIONS[change.action].word}</StatusMark>
            <span className={`${text.second} ${text.trunc}`} title={change.message}>
              {change.message ?? <CookieAuthorMark change={change} />}
            </span>
            <EventRef entryId={change.id} number={change.number} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function factsOf({ value, attributes }: CookieState): [keyof typeof FACTS, string][] {
  const facts: [keyof typeof FACTS, string][] = [['value', value]];
  const customer = readCustomerId(value);
  if (customer) {
    facts.push(['program', customer.programId], ['clicked', formatFullTime(customer.clickedAt)]);
  }
  facts.push(
    [
      'domain',
      i18n.t(attributes.hostOnly ? 'cookies.detail.hostOnly' : 'cookies.detail.withSubdomains', [
        attributes.domain ?? i18n.t('cookies.detail.notKnown'),
      ]),
    ],
    ['path', attributes.path ?? '/'],
    [
      'expires',
      attributes.expiresAt === undefined ? i18n.t('cookies.detail.withSession') : formatFullTime(attributes.expiresAt),
    ],
    ['secure', i18n.t(attributes.secure ? 'cookies.detail.secure' : 'cookies.detail.notSecure')],
    ['httpOnly', i18n.t(attributes.httpOnly ? 'cookies.detail.httpOnly' : 'cookies.detail.notHttpOnly')],
    [
      'sameSite',
      sameSiteWord(attributes.sameSite) ??
        i18n.t(attributes.sameSite ? 'cookies.detail.sameSiteUnset' : 'cookies.detail.notKnown'),
    ],
  );
  if (attributes.partitioned) facts.push(['partitioned', i18n.t('cookies.detail.partitioned')]);
  return facts;
}
