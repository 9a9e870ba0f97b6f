/**
 * The body of a request or response. Text is kept inline up to 16 kB; larger bodies live in the journal's body
 * store under their digest, up to 1 MiB, and `text` holds the first 16 kB until they are fetched.
 */
export type Body =
  | { kind: 'none' }
  | {
      kind: 'text';
      text: string;
      /** `base64` marks bytes that are not valid UTF-8. */
      encoding: 'utf8' | 'base64';
      /** Size of the original in bytes, before any truncation. */
      sizeBytes: number;
      /** Digest under which the journal keeps the whole text, when `text` is only its beginning. */
      digest?: string;
      /** Set when even the stored text is not the whole. */
      truncated?: boolean;
    }
  | { kind: 'form'; fields: [name: string, value: string][] }
  | { kind: 'unavailable'; reason: string };

export const INLINE_BODY_LIMIT_BYTES = 16 * 1024;
export const STORED_BODY_LIMIT_BYTES = 1024 * 1024;

/** Why there is no body yet of an answer whose head is there; it is told once more when it has ended. */
export const STILL_ARRIVING = 'it is still arriving';
