import type { Body } from '@/lib/model/body';
import type { RequestEntry } from '@/lib/model/entry';
import type { Header } from '@/lib/model/observation';
import type { ReplayRequest } from '@/lib/model/replay';
import type { OriginalReply } from '@/lib/replay/compare-replies';
import { checkEdited, type ReplayRequestReading } from '@/lib/replay/replay-request';

/** A request while a person edits it: everything as text, whether or not it makes sense yet. */
export type ReplayDraft = {
  method: string;
  url: string;
  /** A line each, as `name: value`. */
  headers: string;
  body: string;
  origin?: string;
  isEdited: boolean;
};

const BODILESS = ['GET', 'HEAD'];

export function draftOf({ method, url, headers, body = '', origin }: ReplayRequest): ReplayDraft {
  return {
    method,
    url,
    headers: headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: indented(body),
    ...(origin !== undefined && { origin }),
    isEdited: false,
  };
}

/** JSON is laid out for people; what is not exactly JSON stays as it was sent. */
function indented(body: string): string {
  if (!/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

export function readReplayDraft({ method, url, headers, body, origin }: ReplayDraft): ReplayRequestReading {
  const lines = headers.split('\n').filter((line) => line.trim() !== '');
  const bad = lines.find((line) => !line.includes(':'));
  if (bad !== undefined) return { ok: false, message: `A header is written as “name: value”. This one is not: ${bad}` };
  const pairs = lines.map((line): Header => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  const hasBody = body !== '' && !BODILESS.includes(method.toUpperCase());
  return checkEdited({
    method,
    url,
    headers: pairs,
    ...(hasBody && { body }),
    ...(origin !== undefined && { origin }),
  });
}

/** The answer the page got, as far as it was seen. */
export function originalReplyOf({ outcome }: RequestEntry): OriginalReply | undefined {
  if (outcome.kind !== 'answered') return undefined;
  const { status, statusText = '', headers, durationMs = 0 } = outcome;
  const body = wholeText(outcome.body);
  return { status, statusText, headers: [...headers], durationMs, ...(body !== undefined && { body }) };
}

function wholeText(body: Body): string | undefined {
  if (body.kind === 'none') return '';
  const isWhole = body.kind === 'text' && body.encoding === 'utf8' && !body.truncated && body.digest === undefined;
  return isWhole ? body.text : undefined;
}
