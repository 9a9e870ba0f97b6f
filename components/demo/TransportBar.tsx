import { i18n } from '#i18n';
import { Button } from '@/components/atoms/Button';
import { Sentence } from '@/components/atoms/Sentence';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import { isOver, type Playback, type PlaybackMove, SPEEDS } from '@/lib/demo/playback';
import styles from './TransportBar.module.css';

type TransportBarProps = { playback: Playback; onMove(move: PlaybackMove): void };

/** Play, pause, step, restart and speed; the keys do the same. */
export function TransportBar({ playback, onMove }: TransportBarProps) {
  const { acts, isPlaying, shown, speed } = playback;
  return (
    <div className={styles.bar} role="toolbar" aria-label={i18n.t('demo.playback')}>
      <Button look="primary" icon={isPlaying ? 'pending' : 'play'} onClick={() => onMove({ type: 'toggle' })}>
        {i18n.t(isPlaying ? 'demo.pause' : isOver(playback) ? 'demo.playAgain' : 'demo.play')}
      </Button>
      <Button disabled={shown === 1} onClick={() => onMove({ type: 'step', by: -1 })}>
        {i18n.t('demo.back')}
      </Button>
      <Button disabled={isOver(playback)} onClick={() => onMove({ type: 'step', by: 1 })}>
        {i18n.t('demo.step')}
      </Button>
      <Button icon="reload" onClick={() => onMove({ type: 'restart' })}>
        {i18n.t('demo.restart')}
      </Button>
      <span className={text.second} role="status">
        {i18n.t('demo.shownOf', [String(shown), String(acts)])}
      </span>
      <label className={styles.speed}>
        <span className={text.second}>{i18n.t('demo.speed')}</span>
        <select
          className={controls.input}
          value={speed}
          onChange={(event) => {
            const chosen = SPEEDS.find((known) => String(known) === event.currentTarget.value);
            if (chosen) onMove({ type: 'speed', speed: chosen });
          }}
        >
          {SPEEDS.map((known) => (
            <option key={known} value={known}>
              {known}×
            </option>
          ))}
        </select>
      </label>
      <span className={text.grow} />
      <span className={`${text.meta} ${styles.keys}`}>
        <Sentence
          text={i18n.t('demo.keys', { space: '{space}', back: '{back}', forth: '{forth}', letter: '{letter}' })}
          slots={{
            space: <kbd className={controls.kbd}>{i18n.t('demo.spaceKey')}</kbd>,
            back: <kbd className={controls.kbd}>←</kbd>,
            forth: <kbd className={controls.kbd}>→</kbd>,
            letter: <kbd className={controls.kbd}>R</kbd>,
          }}
        />
      </span>
    </div>
  );
}
