import type { Unnumbered } from './tab-log';

/** What the journal says of itself, so that whoever reads it knows what is missing. */

/** A sender goes on where nothing of it is known: the memory that held the rest ended with the background. */
export function lostBefore(first: Unnumbered, sender: string, count: number): Unnumbered {
  const message =
    'Earlier observations of this page are not here: the browser stopped the extension’s background, or nothing was recorded then. Private windows are never written to disk.';
  return gap(first, `gap-${sender}:1`, message, count);
}

export function refusedByDisk(last: Unnumbered, epoch: number, error: unknown): Unnumbered {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const message = `The browser refused to store what is recorded (${reason}). It is kept in memory, until the browser stops the extension’s background. Make room on the disk, or export the session.`;
  return gap(last, `refused-${epoch}:1`, message, 0);
}

function gap(
  { at, frameId, documentId, documentUrl }: Unnumbered,
  id: string,
  message: string,
  count: number,
): Unnumbered {
  return {
    id,
    source: 'extension',
    kind: 'storage',
    phase: 'gap',
    at,
    message,
    count,
    frameId,
    documentId,
    documentUrl,
  };
}
