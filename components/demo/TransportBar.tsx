import { Button } from '@/components/atoms/Button';
import controls from '@/components/shared/controls.module.css';
import text from '@/components/shared/text.module.css';
import { isOver, type Playback, type PlaybackMove, SPEEDS } from '@/lib/demo/playback';
import styles from './TransportBar.module.css';

type TransportBarProps = { playback: Playback; onMove(move: PlaybackMove): void };

/** Play, pause, step, restart and speed; the keys do the same. */
export function TransportBar({ playback, onMove }: TransportBarProps) {
  const { acts, isPlaying, shown, speed } = playback;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Playback">
      <Button look="primary" icon={isPlaying ? 'pending' : 'play'} onClick={() => onMove({ type: 'toggle' })}>
        {isPlaying ? 'Pause' : isOver(playback) ? 'Play again' : 'Play'}
      </Button>
      <Button disabled={shown === 1} onClick={() => onMove({ type: 'step', by: -1 })}>
        Back
      </Button>
      <Button disabled={isOver(playback)} onClick={() => onMove({ type: 'step', by: 1 })}>
        Step
      </Button>
      <Button icon="reload" onClick={() => onMove({ type: 'restart' })}>
        Restart
      </Button>
      <span className={text.second} role="status">
        {shown} of {acts}
      </span>
      <label className={styles.speed}>
        <span className={text.second}>Speed</span>
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
        <kbd className={controls.kbd}>Space</kbd> play, <kbd className={controls.kbd}>←</kbd>{' '}
        <kbd className={controls.kbd}>→</kbd> step, <kbd className={controls.kbd}>R</kbd> restart
      </span>
    </div>
  );
}
