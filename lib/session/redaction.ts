import type { Session } from '@/lib/model/session';
import { emptyTimeline, foldAll } from '@/lib/timeline/fold';
import { createLiteralReplacer } from './literals';
import { PseudonymBook, type Replacement } from './pseudonyms';
import { redactCookieState, redactObject, redactRecord } from './redact-record';
import { TextRedactor } from './redact-text';
import { REDACTION_CATEGORIES, type RedactionCategory } from './sensitive-keys';

/**
 * Takes personal data and secrets out of a session before it leaves: each value becomes a pseudonym that is the same
 * wherever the value stood. Two passes over the journal: the first learns the values from where they stand, the second
 * replaces them there and wherever else they occur. Host names and timestamps stay.
 */

export type RedactionOptions = {
  /** Categories to leave as they are are set to false; all are on without it. */
  categories?: Partial<Record<RedactionCategory, boolean>>;
  /** Single values to leave as they are. */
  keep?: readonly string[];
};

export type RedactionPreview = {
  /** The session as it would leave. */
  session: Session;
  /** What is replaced in it, in the order met. */
  replacements: Replacement[];
};

export const redact = (session: Session, options: RedactionOptions = {}): Session =>
  previewRedaction(session, options).session;

export function previewRedaction(session: Session, options: RedactionOptions = {}): RedactionPreview {
  const enabled = new Set(REDACTION_CATEGORIES.filter((category) => options.categories?.[category] !== false));
  const book = new PseudonymBook(enabled, new Set(options.keep));
  redactParts(session, new TextRedactor(book), book);
  book.startCounting();
  const literals = createLiteralReplacer(book.replacements(), hostsOf(session));
  const redacted = redactParts(session, new TextRedactor(book, literals), book);
  const { entries } = foldAll(emptyTimeline(), redacted.journal);
  return {
    session: { ...redacted, redacted: true, entries: [...entries] },
    replacements: book.replacements(),
  };
}

function redactParts(session: Session, redactor: TextRedactor, book: PseudonymBook): Session {
  const at = <T>(where: string, redactPart: () => T): T => {
    book.where = where;
    return redactPart();
  };
  const journal = session.journal.map((record) =>
    at(`${record.kind} #${record.seq}`, () => redactRecord(record, redactor)),
  );
  const cookies = session.cookies.map((cookie) =>
    at(`cookie ${cookie.name}`, () => redactCookieState(cookie, redactor)),
  );
  return at('session', () => ({
    ...session,
    page: { url: redactor.url(session.page.url), title: redactor.text(session.page.title) },
    ...(session.settings && { settings: redactObject(session.settings, redactor) }),
    verdict: {
      ...session.verdict,
      cause: redactor.text(session.verdict.cause),
      nextStep: redactor.text(session.verdict.nextStep),
      evidence: session.verdict.evidence.map((item) => ({ ...item, text: redactor.text(item.text) })),
    },
    journal,
    cookies,
  }));
}

function hostsOf(session: Session): Set<string> {
  const urls = session.journal.flatMap((record) =>
    'url' in record ? [record.documentUrl, record.url] : [record.documentUrl],
  );
  return new Set(
    [...urls, session.page.url]
      .filter((url) => URL.canParse(url))
      .flatMap((url) => [new URL(url).host.toLowerCase(), new URL(url).hostname.toLowerCase()]),
  );
}
