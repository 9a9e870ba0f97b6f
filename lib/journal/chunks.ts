import type { JournalRecord } from '@/lib/model/observation';
import type { Chunk, ChunkMeta } from './store';

/**
 * Records are stored in chunks: few enough that a long journal opens fast, small enough that growing the last one
 * costs little. Sizes are those of the records as JSON text, in characters.
 */

const CHUNK_RECORDS = 250;
const CHUNK_BYTES = 256 * 1024;
/** Below this the last chunk is written anew with what follows, so that a slow trickle makes no crumbs. */
const TAIL_RECORDS = 50;
const TAIL_BYTES = 32 * 1024;

/** The chunks to write: `tail`, when given and small, grows first. `bodyBytes` is what records weigh besides, by seq. */
export function appendToChunks(
  tail: Chunk | undefined,
  records: readonly JournalRecord[],
  bodyBytes: ReadonlyMap<number, number>,
): Chunk[] {
  const grows = tail !== undefined && tail.records < TAIL_RECORDS && tail.bytes < TAIL_BYTES;
  const chunks: Chunk[] = grows && records.length > 0 ? [{ ...tail, content: [...tail.content] }] : [];
  for (const record of records) {
    const bytes = JSON.stringify(record).length + (bodyBytes.get(record.seq) ?? 0);
    const last = chunks.at(-1);
    if (last && last.records < CHUNK_RECORDS && last.bytes + bytes <= CHUNK_BYTES) {
      last.content.push(record);
      last.lastSeq = record.seq;
      last.records += 1;
      last.bytes += bytes;
    } else {
      chunks.push({ firstSeq: record.seq, lastSeq: record.seq, records: 1, bytes, content: [record] });
    }
  }
  return chunks;
}

/** The oldest chunks that must go for the rest to be within the limits; the newest one always stays. */
export function chunksToDrop(chunks: readonly ChunkMeta[], limits: { records: number; bytes: number }): ChunkMeta[] {
  let records = 0;
  let bytes = 0;
  for (let index = chunks.length - 1; index >= 0; index -= 1) {
    const chunk = chunks[index];
    if (!chunk) break;
    records += chunk.records;
    bytes += chunk.bytes;
    const isNewest = index === chunks.length - 1;
    if (!isNewest && (records > limits.records || bytes > limits.bytes)) return chunks.slice(0, index + 1);
  }
  return [];
}
