import type { Body } from './body';

/** The whole of a text that we sent or got ourselves; the journal cuts what is too long to be kept. */
export function textBody(text: string | undefined): Body {
  if (text === undefined || text === '') return { kind: 'none' };
  return { kind: 'text', text, encoding: 'utf8', sizeBytes: new TextEncoder().encode(text).length };
}
