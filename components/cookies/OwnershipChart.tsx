import { i18n } from '#i18n';
import { DAY_MS, formatDay, formatDuration } from '@/components/atoms/format';
import { classNames } from '@/components/shared/class-names';
import pane from '@/components/shared/pane.module.css';
import text from '@/components/shared/text.module.css';
import type { ClickOwner } from './click-owners';
import styles from './OwnershipChart.module.css';

/** More lanes than this tell nobody anything. */
const LANES = 6;
/** A segment narrower than this has no room for its duration. */
const WORDED_SHARE = 0.14;
/** Nearer to an end than this, the date there would lie under "Today". */
const CROWDED_SHARE = 0.22;

/** Partners over time, to scale: who held the click, who took it over, and what the earlier cookie had left. */
export function OwnershipChart({ owners, now }: { owners: readonly ClickOwner[]; now: number }) {
  if (owners.length === 0) return null;
  const shown = owners.slice(-LANES);
  const start = Math.min(now, ...shown.map(({ from }) => from));
  const end = Math.max(now, start + 1, ...shown.map((owner) => owner.expiresAt ?? owner.until ?? now));
  const place = (at: number) => (at - start) / (end - start);
  const today = place(now);
  return (
    <>
      <div className={`${pane.head} ${pane.headTop}`}>
        <h2>{i18n.t('cookies.owners.title')}</h2>
        <span className={text.meta}>
          {owners.length > LANES
            ? i18n.t('cookies.owners.lastWinsOfMany', [LANES, owners.length])
            : i18n.t('cookies.owners.lastWins')}
        </span>
      </div>
      <figure className={styles.chart} aria-label={shown.map((owner) => sentenceOf(owner, now)).join('; ')}>
        {shown.map((owner) => (
          <Lane key={`${owner.from} ${owner.value}`} owner={owner} place={place} now={now} />
        ))}
        <div className={styles.axis} aria-hidden="true">
          <div>
            {today > CROWDED_SHARE && <span className={styles.start}>{formatDay(start)}</span>}
            <span className={styles.today} style={{ '--x': percent(today) }}>
              {i18n.t('cookies.owners.today')}
            </span>
            {today < 1 - CROWDED_SHARE && <span className={styles.end}>{formatDay(end)}</span>}
          </div>
        </div>
      </figure>
    </>
  );
}

function Lane({ owner, place, now }: { owner: ClickOwner; place: (at: number) => number; now: number }) {
  const from = place(owner.from);
  const until = place(owner.until ?? Math.max(now, owner.from));
  const lost = owner.isCurrent || owner.expiresAt === undefined ? until : place(owner.expiresAt);
  const duration =
    owner.until === undefined ? i18n.t('cookies.owners.thisSession') : formatDuration(owner.until - owner.from);
  return (
    <div className={styles.lane}>
      <span className={classNames(text.trunc, !owner.isCurrent && text.second)} title={owner.value}>
        {nameOf(owner)}
      </span>
      <div>
        <span
          className={classNames(styles.held, owner.isCurrent && styles.current)}
          style={{ '--x': percent(from), '--w': percent(until - from) }}
          title={duration}
        >
          {until - from >= WORDED_SHARE && duration}
        </span>
        {lost > until && (
          <span
            className={styles.lost}
            style={{ '--x': percent(until), '--w': percent(lost - until) }}
            title={i18n.t('cookies.owners.lost')}
          />
        )}
        <u style={{ '--x': percent(place(now)) }} />
      </div>
    </div>
  );
}

function nameOf({ partner, ours, value }: ClickOwner): string {
  return partner ?? (ours ? i18n.t('cookies.owners.setByYou') : value);
}

function sentenceOf(owner: ClickOwner, now: number): string {
  const { from, until, isCurrent } = owner;
  const name = nameOf(owner);
  if (isCurrent) {
    return until === undefined
      ? i18n.t('cookies.owners.owns', [name])
      : i18n.t('cookies.owners.ownsUntil', [name, formatDay(until)]);
  }
  const ended = until ?? now;
  const isSameDay = ended - from < DAY_MS && formatDay(from) === formatDay(ended);
  return isSameDay
    ? i18n.t('cookies.owners.ownedOn', [name, formatDay(from)])
    : i18n.t('cookies.owners.ownedFromTo', [name, formatDay(from), formatDay(ended)]);
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
