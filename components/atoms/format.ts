import { i18n } from '#i18n';
import type { StackFrame } from '@/lib/model/entry';
import { SCRIPT_NAME } from '@/lib/tracker/dialects';

/** Times, durations, sizes and addresses as the panel writes them: in the language of its words, not the browser's. */

const LANGUAGE = i18n.t('extension.language');

const clockTime = new Intl.DateTimeFormat(LANGUAGE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const fullTime = new Intl.DateTimeFormat(LANGUAGE, {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'short',
});
const dayAndTime = new Intl.DateTimeFormat(LANGUAGE, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dateAndTime = new Intl.DateTimeFormat(LANGUAGE, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });
const dayOfYear = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'long' });
const counts = new Intl.NumberFormat(LANGUAGE);

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** `10:43:13.137` */
export const formatTime = (at: number): string => clockTime.format(at);

/** With date and zone, for tooltips. */
export const formatFullTime = (at: number): string => fullTime.format(at);

/** `14 Mar, 10:43:13` */
export const formatDayAndTime = (at: number): string => dayAndTime.format(at);

/** `14 Mar 2026, 10:43:13` */
export const formatDateAndTime = (at: number): string => dateAndTime.format(at);

export const formatDay = (at: number): string => day.format(at);

/** `12 May` */
export const formatDayOfYear = (at: number): string => dayOfYear.format(at);

export const formatCount = (count: number): string => counts.format(count);

/** `212 ms`, `1.43 s`, `2 min 11 s`, `3 h 20 min`, `60 d` */
export function formatDuration(durationMs: number): string {
  const ms = Math.abs(durationMs);
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND_MS) return `${(ms / SECOND_MS).toFixed(2)} s`;
  if (ms < MINUTE_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  if (ms < HOUR_MS) return twoUnits(ms, MINUTE_MS, 'min', SECOND_MS, 's');
  if (ms < DAY_MS) return twoUnits(ms, HOUR_MS, 'h', MINUTE_MS, 'min');
  return `${Math.round(ms / DAY_MS)} d`;
}

function twoUnits(ms: number, largeMs: number, large: string, smallMs: number, small: string): string {
  const whole = Math.floor(ms / largeMs);
  const rest = Math.floor((ms % largeMs) / smallMs);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

/** `+4 ms`, `−1.21 s`; nothing between is `0 ms`. */
export function formatOffset(offsetMs: number): string {
  if (Math.round(offsetMs) === 0) return '0 ms';
  return `${offsetMs < 0 ? '−' : '+'}${formatDuration(offsetMs)}`;
}

/** `31.4 kB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A page's address without its scheme, as people speak of it. */
export function formatUrl(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** `POST /api/tracking/lead` is told by path; the host stands in the detail. */
export function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

/** `welcome.tsx:48`, and `tracker:61` for the tracker's own script */
export function formatFrame(frame: StackFrame): string {
  if (SCRIPT_NAME.test(frame.url)) return `tracker:${frame.line}`;
  const path = pathOf(frame.url);
  const file =
    path.split('/').findLast((part) => part !== '') ?? (URL.canParse(frame.url) ? new URL(frame.url).host : path);
  return `${file}:${frame.line}`;
}
