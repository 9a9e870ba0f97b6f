import { i18n } from '#i18n';
import { formatDuration, formatOffset } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import type { IconName } from '@/components/atoms/icons';
import { kindHue } from '@/components/atoms/KindMark';
import { classNames } from '@/components/shared/class-names';
import type { QueueItem, QueueRail as Rail, RailPoint } from '@/lib/store/queue-view';
import styles from './QueueRail.module.css';

const FIRST_HOLD_PX = 12;
const HOLD_STEP_PX = 17;
const BASE_PX = 18;

const POINTS: Record<RailPoint['what'], { icon: IconName; word: string }> = {
  pushed: { icon: 'queue', word: i18n.t('queue.rail.pushed') },
  loaded: { icon: 'script', word: i18n.t('queue.rail.loaded') },
  'never-read': { icon: 'warn', word: i18n.t('queue.rail.neverRead') },
};

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** The wait of each call on a line, to scale; zero is when the tracker took over. */
export function QueueRail({ rail }: { rail: Rail }) {
  const baseTop = FIRST_HOLD_PX + rail.holds.length * HOLD_STEP_PX + BASE_PX;
  const loaded = rail.points.find((point) => point.what === 'loaded');
  return (
    <figure className={styles.rail} aria-label={spoken(rail)}>
      <div className={styles.track} style={{ '--base': `${baseTop}px` }}>
        <span className={styles.base} />
        {rail.holds.map(({ item, from, to }, index) => {
          const top = `${FIRST_HOLD_PX + index * HOLD_STEP_PX}px`;
          return (
            <span key={item.entry.id}>
              <span className={styles.hold} style={{ '--x': percent(from), '--w': percent(to - from), '--y': top }} />
              <span className={styles.held} style={{ '--x': percent(from), '--y': top }}>
                {i18n.t('queue.rail.held', [methodOf(item), formatDuration(item.heldMs ?? 0)])}
              </span>
            </span>
          );
        })}
        {loaded && <span className={styles.drain} style={{ '--x': percent(loaded.x) }} />}
        {rail.points.filter(isLabelled(rail)).map((point) => (
          <RailMark key={`${point.what}:${point.item?.entry.id}`} point={point} />
        ))}
      </div>
    </figure>
  );
}

function RailMark({ point }: { point: RailPoint }) {
  const { icon, word } = POINTS[point.what];
  const side = point.x < 0.1 ? styles.left : point.x > 0.9 ? styles.right : undefined;
  return (
    <>
      <span
        className={classNames(
          styles.point,
          kindHue(point.what === 'loaded' ? 'script' : 'queue'),
          point.what === 'never-read' && styles.lost,
        )}
        style={{ '--x': percent(point.x) }}
      >
        <Icon name={icon} />
      </span>
      <span className={classNames(styles.label, side)} style={{ '--x': percent(point.x) }}>
        {formatOffset(point.offsetMs)}
        <br />
        {word}
      </span>
    </>
  );
}

/** The first push, the load, and what was never read; the others have their line above. */
function isLabelled(rail: Rail) {
  return (point: RailPoint): boolean => point.what !== 'pushed' || point === rail.points[0];
}

const methodOf = (item: QueueItem | undefined): string => item?.entry.method ?? '';

function spoken(rail: Rail): string {
  const held = rail.holds.map(({ item }) =>
    i18n.t('queue.rail.spokenHeld', [methodOf(item), formatDuration(item.heldMs ?? 0)]),
  );
  const lost = rail.points.filter((point) => point.what === 'never-read');
  return [...held, ...lost.map(({ item }) => i18n.t('queue.rail.spokenLost', [methodOf(item)]))].join('; ');
}
