import type { ReactNode } from 'react';

/** The design's own glyphs on a 16 px grid: strokes of 1.5, and class `f` for what is filled. */

const ring = <circle cx="8" cy="8" r="5.75" />;
const dot = (cx: number, cy: number, r: number) => <circle className="f" cx={cx} cy={cy} r={r} />;

export const ICONS = {
  ok: (
    <>
      {ring}
      <path d="m5.6 8.2 1.7 1.7 3.2-3.6" />
    </>
  ),
  error: (
    <>
      {ring}
      <path d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2.5 14 13H2zM8 6.5v3" />
      {dot(8, 11.2, 0.85)}
    </>
  ),
  info: (
    <>
      {ring}
      <path d="M8 7.5v3.25" />
      {dot(8, 5.25, 0.85)}
    </>
  ),
  none: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.4 2.1" />,
  pending: <path d="M8 2.25a5.75 5.75 0 1 1-5.75 5.75" />,
  check: <path d="m3.5 8.5 3 3 6-7" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  clear: (
    <>
      {ring}
      <path d="m4 12 8-8" />
    </>
  ),
  play: <path d="M5 3.5 12 8l-7 4.5z" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="7.75" height="7.75" rx="1.25" />
      <path d="M10.5 5.5V4A1.25 1.25 0 0 0 9.25 2.75H4A1.25 1.25 0 0 0 2.75 4v5.25A1.25 1.25 0 0 0 4 10.5h1.5" />
    </>
  ),
  reload: <path d="M3 8a5 5 0 1 0 1.7-3.75L3 5.8M3 2.75v3.05h3.05" />,
  settings: (
    <>
      <path d="M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6" />
      <circle cx="10.25" cy="4.5" r="1.75" />
      <circle cx="5.75" cy="11.5" r="1.75" />
    </>
  ),
  more: (
    <>
      {dot(3.5, 8, 1.1)}
      {dot(8, 8, 1.1)}
      {dot(12.5, 8, 1.1)}
    </>
  ),
  globe: (
    <>
      {ring}
      <path d="M2.25 8h11.5M8 2.25c4.3 3.5 4.3 8 0 11.5M8 2.25c-4.3 3.5-4.3 8 0 11.5" />
    </>
  ),
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  left: <path d="m9.5 4.5-3.5 3.5 3.5 3.5" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  export: <path d="M8 9.5V2.5M5 5l3-2.5L11 5M3 10v2.5a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V10" />,
  import: <path d="M8 2.5v7M5 7l3 2.5L11 7M3 10v2.5a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V10" />,
  docs: (
    <path d="M8 4.25C6.8 3.3 5 3 2.75 3v9c2.25 0 4.05.3 5.25 1.25M8 4.25C9.2 3.3 11 3 13.25 3v9c-2.25 0-4.05.3-5.25 1.25zV13" />
  ),
  clock: (
    <>
      {ring}
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  edit: <path d="M3 13v-2.5L10.5 3 13 5.5 5.5 13zM9 4.5 11.5 7" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1.25" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  frame: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.25" />
      <path d="M2.5 6h11" />
    </>
  ),
  click: <path d="m6.5 6.5 7 2.6-3 1.4-1.4 3zM6.5 2v1.75M2 6.5h1.75M3.3 3.3l1.25 1.25" />,
  lead: (
    <>
      <circle cx="8" cy="5.25" r="2.5" />
      <path d="M3 13.25c.4-2.8 2.4-4.25 5-4.25s4.6 1.45 5 4.25" />
    </>
  ),
  sale: <path d="M3.5 2.75h9v10.75L11 12.3l-1.5 1.2L8 12.3l-1.5 1.2L5 12.3l-1.5 1.2zM6 6h4M6 8.75h2.5" />,
  navigation: (
    <>
      {ring}
      <path d="M10.4 5.6 9 9l-3.4 1.4L7 7z" />
    </>
  ),
  script: (
    <path d="M6 3H5a1.5 1.5 0 0 0-1.5 1.5v2L2.5 8l1 1.5v2A1.5 1.5 0 0 0 5 13h1M10 3h1a1.5 1.5 0 0 1 1.5 1.5v2l1 1.5-1 1.5v2A1.5 1.5 0 0 1 11 13h-1" />
  ),
  queue: <path d="M2.75 4.25h10.5M2.75 8h10.5M2.75 11.75h5.5M11.75 10.25v3.5M10.25 12.25l1.5 1.5 1.5-1.5" />,
  call: (
    <>
      <path d="M5.25 3C3.4 5.8 3.4 10.2 5.25 13M10.75 3c1.85 2.8 1.85 7.2 0 10" />
      {dot(8, 8, 1.25)}
    </>
  ),
  console: <path d="m3 4.5 3.5 3.5L3 11.5M8.5 12h4.5" />,
  request: <path d="M5 13V3.5M2.5 6 5 3.5 7.5 6M11 3v9.5M8.5 10l2.5 2.5 2.5-2.5" />,
  cookie: (
    <>
      <path d="M8.6 2.3a5.75 5.75 0 1 0 5.1 5.1 2.3 2.3 0 0 1-2.9-2.3 2.3 2.3 0 0 1-2.2-2.8z" />
      {dot(6, 7, 0.9)}
      {dot(8.9, 10, 0.9)}
      {dot(5.9, 10.4, 0.7)}
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof ICONS;
