import { useEffect, useMemo, useReducer, useState } from 'react';
import { VerdictBanner } from '@/components/overview/VerdictBanner';
import { type DemoChoices, FIRST_CHOICES } from '@/lib/demo/choices';
import type { Play } from '@/lib/demo/play';
import { FIRST_PLAYBACK, movePlayback } from '@/lib/demo/playback';
import { storyOf } from '@/lib/demo/story';
import styles from './DemoApp.module.css';
import { DemoChoicesBar } from './DemoChoicesBar';
import { SeenList } from './SeenList';
import { ShopWindow } from './ShopWindow';
import { StoryScenes } from './StoryScenes';
import { TransportBar } from './TransportBar';
import { useKeys, useTicks } from './use-playback';

type DemoAppProps = {
  rehearse(choices: DemoChoices): Promise<Play>;
  /** Absent where the page cannot go full screen. */
  onFullScreen?: (() => void) | undefined;
};

/** A visitor's way to a commission, told by timeline and rules on a mock; no server and no network. */
export function DemoApp({ rehearse, onFullScreen }: DemoAppProps) {
  const [choices, setChoices] = useState(FIRST_CHOICES);
  const [play, setPlay] = useState<Play>();
  const [playback, move] = useReducer(movePlayback, FIRST_PLAYBACK);
  useEffect(() => {
    let isWanted = true;
    void rehearse(choices).then((rehearsed) => isWanted && setPlay(rehearsed));
    return () => {
      isWanted = false;
    };
  }, [choices, rehearse]);
  useTicks(playback, move);
  useKeys(move);
  const story = useMemo(() => play && storyOf(play, playback.shown), [play, playback.shown]);
  if (!play || !story) return null;
  const act = story.scenes[playback.shown - 1]?.name ?? 'link';
  return (
    <main className={styles.page}>
      <DemoChoicesBar
        choices={choices}
        onFullScreen={onFullScreen}
        onChange={(changed) => {
          setChoices(changed);
          move({ type: 'restart' });
        }}
      />
      <div className={styles.body}>
        <StoryScenes story={story} />
        <div className={styles.below}>
          <ShopWindow choices={play.choices} act={act} story={story} />
          <section className={styles.seen} aria-label="What the inspector sees">
            <VerdictBanner verdict={story.judgement.verdict} />
            <SeenList entries={story.entries} />
          </section>
        </div>
      </div>
      <TransportBar playback={playback} onMove={move} />
    </main>
  );
}
