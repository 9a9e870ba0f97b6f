import { ACT_NAMES } from './play';

/** How far the demo has been played, whether it goes on by itself, and how fast. */

export const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

export type Playback = {
  /** How many there are. */
  acts: number;
  /** Acts shown; the first one always is. */
  shown: number;
  isPlaying: boolean;
  speed: Speed;
};

export type PlaybackMove =
  | { type: 'toggle' }
  | { type: 'step'; by: 1 | -1 }
  | { type: 'restart' }
  /** The time of the act on show is over. */
  | { type: 'tick' }
  | { type: 'speed'; speed: Speed };

export const firstPlayback = (acts: number): Playback => ({ acts, shown: 1, isPlaying: false, speed: 1 });

/** The demo's. */
export const FIRST_PLAYBACK: Playback = firstPlayback(ACT_NAMES.length);

const ACT_MS = 3_200;

export const actDurationMs = ({ speed }: Playback): number => ACT_MS / speed;

export const isOver = ({ acts, shown }: Playback): boolean => shown >= acts;

export function movePlayback(playback: Playback, move: PlaybackMove): Playback {
  switch (move.type) {
    case 'toggle':
      return isOver(playback)
        ? { ...playback, shown: 1, isPlaying: true }
        : { ...playback, isPlaying: !playback.isPlaying };
    case 'step':
      return { ...playback, shown: Math.min(playback.acts, Math.max(1, playback.shown + move.by)), isPlaying: false };
    case 'restart':
      return { ...playback, shown: 1, isPlaying: false };
    case 'tick': {
      const shown = Math.min(playback.acts, playback.shown + 1);
      return { ...playback, shown, isPlaying: playback.isPlaying && shown < playback.acts };
    }
    case 'speed':
      return { ...playback, speed: move.speed };
  }
}

/** What a key does; undefined for the many that do nothing. */
export function moveOfKey(key: string): PlaybackMove | undefined {
  switch (key) {
    case ' ':
      return { type: 'toggle' };
    case 'ArrowRight':
      return { type: 'step', by: 1 };
    case 'ArrowLeft':
      return { type: 'step', by: -1 };
    case 'r':
    case 'R':
      return { type: 'restart' };
    default:
      return undefined;
  }
}
