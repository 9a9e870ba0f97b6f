import { Fragment } from 'react';
import { i18n } from '#i18n';
import { formatDuration } from '@/components/atoms/format';
import { Icon } from '@/components/atoms/Icon';
import type { IconName } from '@/components/atoms/icons';
import { classNames } from '@/components/shared/class-names';
import text from '@/components/shared/text.module.css';
import { maskPersonal } from '@/lib/demo/mask';
import type { ActName } from '@/lib/demo/play';
import type { Scene, Story } from '@/lib/demo/story';
import styles from './StoryScenes.module.css';

const ICONS: Record<ActName, IconName> = {
  link: 'globe',
  click: 'click',
  signup: 'lead',
  sale: 'sale',
  commission: 'check',
};

const MARKS: Record<Exclude<Scene['state'], 'ahead'>, { name: IconName; label: string }> = {
  done: { name: 'ok', label: i18n.t('demo.fine') },
  warned: { name: 'warn', label: i18n.t('demo.warning') },
  open: { name: 'clock', label: i18n.t('demo.open') },
  failed: { name: 'error', label: i18n.t('demo.problem') },
};

/** The story: a headline, and a scene for each act, told as far as it was played. */
export function StoryScenes({ story }: { story: Pick<Story, 'headline' | 'elapsedMs' | 'scenes'> }) {
  return (
    <section className={styles.told} aria-label={i18n.t('demo.story')}>
      <header className={styles.head}>
        <h1 aria-live="polite">{story.headline}</h1>
        {story.elapsedMs > 0 && <p>{i18n.t('demo.elapsed', [formatDuration(story.elapsedMs)])}</p>}
      </header>
      <ol className={styles.story} style={{ '--scenes': story.scenes.length }}>
        {story.scenes.map((scene) => (
          <SceneItem key={scene.name} scene={scene} />
        ))}
      </ol>
    </section>
  );
}

function SceneItem({ scene }: { scene: Scene }) {
  const mark = scene.state === 'ahead' ? undefined : MARKS[scene.state];
  const hasGap = mark && scene.afterMs !== undefined && scene.afterMs >= 10_000;
  return (
    <li className={classNames(styles.scene, styles[scene.state])} data-scene={scene.name} data-state={scene.state}>
      <div className={styles.pic}>
        <span className={styles.disc}>
          <Icon name={ICONS[scene.name]} />
        </span>
      </div>
      <span className={styles.label}>
        {scene.label}
        {hasGap && <span className={text.third}> {i18n.t('demo.later', [formatDuration(scene.afterMs ?? 0)])}</span>}
      </span>
      {mark && (
        <>
          <span className={styles.big}>
            <Breakable text={maskPersonal(scene.big)} />
          </span>
          <p className={styles.say}>{maskPersonal(scene.say)}</p>
          <span className={styles.proof}>
            <Icon {...mark} />
            {scene.proof}
          </span>
        </>
      )}
    </li>
  );
}

/** An address is broken before its host, if it has to be. */
function Breakable({ text }: { text: string }) {
  const [first, ...rest] = text.split(/(?<=@)/);
  return (
    <>
      {first}
      {rest.map((part) => (
        <Fragment key={part}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </>
  );
}
