import { useMemo, useReducer } from 'react';
import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Icon } from '@/components/atoms/Icon';
import { Tag } from '@/components/atoms/Tag';
import text from '@/components/shared/text.module.css';
import { firstPlayback, movePlayback } from '@/lib/demo/playback';
import { actsOf, type Recording, recordedStoryOf } from '@/lib/demo/recorded';
import choices from './DemoChoicesBar.module.css';
import { PageWindow } from './PageWindow';
import { Stage } from './Stage';
import { useKeys, useTicks } from './use-playback';

type PresentAppProps = { recording: Recording; onFullScreen?: (() => void) | undefined };

/** A recorded session, told as the demo tells its own. */
export function PresentApp({ recording, onFullScreen }: PresentAppProps) {
  const play = useMemo(() => actsOf(recording), [recording]);
  const [playback, move] = useReducer(movePlayback, play.acts.length, firstPlayback);
  useTicks(playback, move);
  useKeys(move);
  const story = useMemo(() => recordedStoryOf(play, playback.shown), [play, playback.shown]);
  const bar = (
    <div className={choices.bar} role="toolbar" aria-label={i18n.t('demo.presentation')}>
      <span className={text.row}>
        <Icon name="lock" />
        <span className={text.second}>{i18n.t('demo.replaced')}</span>
      </span>
      <Tag tone="info">{i18n.t('demo.recorded')}</Tag>
      <span className={text.second}>{recording.host}</span>
      <span className={text.grow} />
      {onFullScreen && <Button onClick={onFullScreen}>{i18n.t('demo.fullScreen')}</Button>}
    </div>
  );
  return (
    <Stage story={story} playback={playback} onMove={move} bar={bar}>
      <PageWindow page={story.page} />
    </Stage>
  );
}
