import { useEffect } from 'react';
import { actDurationMs, moveOfKey, type Playback, type PlaybackMove } from '@/lib/demo/playback';

type Move = (move: PlaybackMove) => void;

/** While playing, the next act follows when the time of this one is over. */
export function useTicks(playback: Playback, move: Move): void {
  useEffect(() => {
    if (!playback.isPlaying) return;
    const timer = setTimeout(() => move({ type: 'tick' }), actDurationMs(playback));
    return () => clearTimeout(timer);
  }, [playback, move]);
}

/** The presenter's keys, wherever the focus is, but for the controls that use the key themselves. */
export function useKeys(move: Move): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const found = moveOfKey(event.key);
      if (!found || event.ctrlKey || event.metaKey || event.altKey || usesKey(event.target, event.key)) return;
      event.preventDefault();
      move(found);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [move]);
}

function usesKey(target: EventTarget | null, key: string): boolean {
  return target instanceof HTMLSelectElement || (target instanceof HTMLButtonElement && key === ' ');
}
