import type { ReactNode } from 'react';
import { i18n } from '#i18n';
import { useKeptFocus } from '@/components/layout/use-kept-focus';
import { VerdictBanner } from '@/components/overview/VerdictBanner';
import type { Playback, PlaybackMove } from '@/lib/demo/playback';
import type { Story } from '@/lib/demo/story';
import { SeenList } from './SeenList';
import styles from './Stage.module.css';
import { StoryScenes } from './StoryScenes';
import { TransportBar } from './TransportBar';

type StageProps = {
  story: Pick<Story, 'headline' | 'elapsedMs' | 'scenes' | 'entries' | 'judgement'>;
  playback: Playback;
  onMove: (move: PlaybackMove) => void;
  /** Above the story. */
  bar: ReactNode;
  /** The page on which it happens. */
  children: ReactNode;
};

/** A story and what the inspector sees of it, with the controls that play it. */
export function Stage({ story, playback, onMove, bar, children }: StageProps) {
  // "Step" at the end and "Back" at the start have it again as soon as they can be pressed.
  const page = useKeptFocus();
  return (
    <main ref={page} className={styles.page}>
      {bar}
      <div className={styles.body}>
        <StoryScenes story={story} />
        <div className={styles.below}>
          {children}
          <section className={styles.seen} aria-label={i18n.t('demo.inspectorSees')}>
            <VerdictBanner verdict={story.judgement.verdict} />
            <SeenList entries={story.entries} />
          </section>
        </div>
      </div>
      <TransportBar playback={playback} onMove={onMove} />
    </main>
  );
}
