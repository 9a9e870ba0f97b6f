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
import { cookieKey } from './shown-cookies';

const ACTIONS: Record<CookieEntry['action'], { tone: Tone; word: string }> = {
  set: { tone: 'ok', word: 'Set' },
  changed: { tone: 'info', word: 'Overwritten' },
  unchanged: { tone: 'none', word: 'Unchanged' },
  removed: { tone: 'warn', word: 'Removed' },
  expired: { tone: 'warn', word: 'Expired' },
  present: { tone: 'none', word: 'Found' },
  refused: { tone: 'error', word: 'Refused' },
};

/** One cookie: what it says, its attributes, and its history. */
export function CookieDetail({ cookie }: { cookie: CookieState }) {
  const timeline = usePanel(timelineOfView);
  const isReadOnly = usePanel((state) => state.imported !== undefined);
  const changes = tellingChangesOf(changesOf(timeline, cookie));
  const now = Date.now();
  return (
    <section className={pane.pane} aria-label="Selected cookie">
      <div className={`${pane.head} ${pane.headLine}`}>
        <h2>
          <code>{cookie.name}</code>
        </h2>
        <span className={text.grow} />
        <CopyButton text={cookie.value} label="Copy value">
          Copy value
        </CopyButton>
      </div>
      {!isReadOnly && <CookieActions key={cookieKey(cookie)} cookie={cookie} />}
      <dl className={`${pane.facts} ${pane.pad}`}>
        {factsOf(cookie).map(([name, fact]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      <OwnershipChart owners={clickOwnersOf(timeline, changes, cookie, now)} now={now} />
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>Changes</h2>
        <span className={text.meta}>{changes.length}</span>
      </div>
      <ul className={styles.changes} aria-label="Changes">
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

function factsOf({ value, attributes }: CookieState): [string, string][] {
  const facts: [string, string][] = [['Value', value]];
  const customer = readCustomerId(value);
  if (customer) {
    facts.push(['Program', customer.programId], ['Clicked', formatFullTime(customer.clickedAt)]);
  }
  facts.push(
    [
      'Domain',
      `${attributes.domain ?? 'not known'}${attributes.hostOnly ? ', this host only' : ', with its subdomains'}`,
    ],
    ['Path', attributes.path ?? '/'],
    ['Expires', attributes.expiresAt === undefined ? 'With the browser session' : formatFullTime(attributes.expiresAt)],
    ['Secure', attributes.secure ? 'Yes: sent over https only' : 'No: also sent over http'],
    ['HttpOnly', attributes.httpOnly ? 'Yes: scripts cannot read it' : 'No'],
    ['SameSite', attributes.sameSite ?? 'not known'],
  );
  if (attributes.partitioned) facts.push(['Partitioned', 'Yes: only under this top-level site']);
  return facts;
}
