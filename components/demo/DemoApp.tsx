import { useEffect, useMemo, useReducer, useState } from 'react';
import { type DemoChoices, FIRST_CHOICES } from '@/lib/demo/choices';
import type { Play } from '@/lib/demo/play';
import { FIRST_PLAYBACK, movePlayback } from '@/lib/demo/playback';
import { storyOf } from '@/lib/demo/story';
import { DemoChoicesBar } from './DemoChoicesBar';
import { ShopWindow } from './ShopWindow';
import { Stage } from './Stage';
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
  const bar = (
    <DemoChoicesBar
      choices={choices}
      onFullScreen={onFullScreen}
      onChange={(changed) => {
        setChoices(changed);
        move({ type: 'restart' });
      }}
    />
  );
  return (
    <Stage story={story} playback={playback} onMove={move} bar={bar}>
      <ShopWindow choices={play.choices} act={act} story={story} />
    </Stage>
  );
}
