import * as v from 'valibot';
import type { JournalRecord } from '@/lib/model/observation';
import { type Exchange, toExchange } from './har-exchange';
import { recordsOf } from './har-records';
import { createHarScanner } from './har-scan';
import { type HarPage, harAgentSchema, harEntrySchema, harPageSchema } from './har-schema';

/**
 * Opens a HAR of Chromium, Firefox, Playwright or our own as journal records, so that a recording made elsewhere is
 * judged by the same rules. Fed piece by piece; what is not the tracker's or the page's is let go at once.
 */
export type HarRecording = {
  records: JournalRecord[];
  page: { url: string; title: string };
  /** Who wrote the file, and in which browser. */
  creator: string;
  browser: string;
  /** Entries in the file, of those kept, and those that could not be read. */
  entries: number;
  kept: number;
  unreadable: number;
  /** What a HAR of this kind cannot tell, in sentences. */
  limits: string[];
};

export type HarReading = { ok: true; recording: HarRecording } | { ok: false; message: string };

export type HarReader = { write(chunk: string): void; end(): HarReading };

export function createHarReader(): HarReader {
  const exchanges: Exchange[] = [];
  const pages: HarPage[] = [];
  let creator = '';
  let browser = '';
  let entries = 0;
  let unreadable = 0;
  const scanner = createHarScanner((part, value) => {
    if (part === 'entry') {
      entries += 1;
      const entry = v.safeParse(harEntrySchema, value);
      if (!entry.success) unreadable += 1;
      else exchanges.push(...present(toExchange(entry.output, entries)));
      return;
    }
    if (part === 'page') {
      const page = v.safeParse(harPageSchema, value);
      if (page.success) pages.push(page.output);
      return;
    }
    const agent = v.safeParse(harAgentSchema, value);
    const name = agent.success ? `${agent.output.name} ${agent.output.version}`.trim() : '';
    if (part === 'creator') creator = name;
    else browser = name;
  });
  return {
    write: scanner.write,
    end() {
      const fault = scanner.end();
      if (fault) return { ok: false, message: MESSAGES[fault] };
      if (entries > 0 && unreadable === entries) return { ok: false, message: MESSAGES.unreadable };
      const { records, page, hasCookies } = recordsOf(exchanges, pages);
      return {
        ok: true,
        recording: {
          records,
          page,
          creator,
          browser,
          entries,
          kept: exchanges.length,
          unreadable,
          limits: limitsOf(exchanges, hasCookies, unreadable),
        },
      };
    },
  };
}

/** By the beginning of a file, before the rest of it is read. */
export const looksLikeHar = (beginning: string): boolean => /^\uFEFF?\s*\{\s*"log"\s*:/.test(beginning);

/** The whole text at once, for small files. */
export function readHar(text: string): HarReading {
  const reader = createHarReader();
  reader.write(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  return reader.end();
}

const MESSAGES = {
  truncated: 'The HAR ends too early; it was probably cut off in transfer. Copy or export it again.',
  syntax: 'The file is not valid JSON. Choose a session (.affitor.json) or HAR file.',
  foreign: 'The file is JSON, but neither a session nor a HAR: it has no "log". Choose another file.',
  unreadable: 'No entry of the HAR has the fields of HAR 1.2 (startedDateTime, request, response). Export it again.',
} as const;

function limitsOf(exchanges: Exchange[], hasCookies: boolean, unreadable: number): string[] {
  const limits = ['A HAR has no queue, no calls and no console: what depends on them is not judged.'];
  if (!hasCookies) {
    limits.push('This HAR has no cookies (browsers leave them out unless asked): they are told from requests only.');
  }
  if (exchanges.some(({ role, responseBody }) => role === 'tracker' && responseBody.kind === 'unavailable')) {
    limits.push('This HAR was written without response bodies: what the API answered is unknown.');
  }
  const open = exchanges.filter(({ role, status, failure }) => role === 'tracker' && status === 0 && !failure).length;
  if (open > 0) {
    limits.push(
      `This HAR has no answer to ${open} request${open > 1 ? 's' : ''}: the browser lost sight as the page was left.`,
    );
  }
  if (unreadable > 0) limits.push(`${unreadable} of its entries could not be read and were left out.`);
  return limits;
}

const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
