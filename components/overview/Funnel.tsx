import { i18n } from '#i18n';
import { Icon } from '@/components/atoms/Icon';
import type { IconName } from '@/components/atoms/icons';
import { VerdictGlyph } from '@/components/atoms/VerdictGlyph';
import { useActions } from '@/components/panel-context';
import { classNames } from '@/components/shared/class-names';
import controls from '@/components/shared/controls.module.css';
import type { Judgement, FunnelStage as Stage } from '@/lib/model/judgement';
import type { Tone } from '@/lib/store/problems';
import styles from './Funnel.module.css';

const WORDS: Record<Stage['name'], { word: string; icon: IconName }> = {
  click: { word: i18n.t('overview.click'), icon: 'click' },
  lead: { word: i18n.t('overview.lead'), icon: 'lead' },
  sale: { word: i18n.t('overview.sale'), icon: 'sale' },
};

const TONES: Record<Stage['state'], Tone> = {
  recorded: 'ok',
  test: 'warn',
  failed: 'error',
  missing: 'none',
  pending: 'info',
  'not-seen-here': 'none',
};

/** Click → lead → sale: solid is seen, dashed is not seen here. */
export function Funnel({ stages, links }: Judgement['funnel']) {
  return (
    <ol className={styles.funnel} aria-label={i18n.t('overview.path')}>
      {stages.flatMap((stage, index) => {
        const link = links[index];
        const isSeen = stages[index + 1]?.state !== 'not-seen-here' && stages[index + 1]?.state !== 'missing';
        return [
          <FunnelStage key={stage.name} stage={stage} />,
          link && stages[index + 1] && (
            <FunnelLink key={`${stage.name}-link`} words={link} from={stage} isSeen={isSeen} />
          ),
        ];
      })}
    </ol>
  );
}

function FunnelStage({ stage }: { stage: Stage }) {
  const { reveal } = useActions();
  const { word, icon } = WORDS[stage.name];
  const tone = TONES[stage.state];
  const { entryId } = stage;
  return (
    <li className={classNames(styles.stage, styles[tone])}>
      <span className={styles.node}>
        <Icon name={icon} />
        {tone !== 'none' && (
          <span className={styles.badge}>
            <VerdictGlyph tone={tone} small />
          </span>
        )}
      </span>
      <span className={styles.words}>
        {entryId ? (
          <button
            type="button"
            className={controls.textLink}
            title={i18n.t('overview.showInTimeline')}
            onClick={() => reveal(entryId)}
          >
            <b>{word}</b>
          </button>
        ) : (
          <b>{word}</b>
        )}{' '}
        <span className={styles.state}>{stage.label}</span>
        <span className={styles.detail} title={stage.detail}>
          {stage.detail}
        </span>
      </span>
    </li>
  );
}

function FunnelLink({ words, from, isSeen }: { words: [string, string]; from: Stage; isSeen: boolean }) {
  const isSolid = isSeen && (from.state === 'recorded' || from.state === 'test');
  return (
    <li className={classNames(styles.link, isSolid && styles.ok, !isSolid && styles.dashed)}>
      <span>{words[0]}</span>
      <span>{words[1]}</span>
    </li>
  );
}
