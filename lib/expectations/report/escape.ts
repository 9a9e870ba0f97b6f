/** What a page said, made harmless for each format: it must neither leave its place nor do anything there. */

/** What terminals act on: control characters, and marks that turn the reading direction round. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}]/gu;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One line for a terminal: escape sequences, line ends and reordering marks are shown, not obeyed. */
export const plainLine = (text: string): string =>
  text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(CONTROLS, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(LONE_SURROGATES, '\ufffd');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string =>
  text.replace(LONE_SURROGATES, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** XML 1.0 has no way at all to write most control characters. */
export const escapeXml = (text: string): string =>
  text
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A line of Markdown that is nothing but its text; `code` in backticks stays code. */
export function markdownText(text: string): string {
  return plainLine(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part.slice(1, -1)) : escapeMarkdown(part)))
    .join('');
}

/** A code span, fenced by more backticks than the text has in a row. */
export function markdownCode(text: string): string {
  const line = plainLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = line === '' || /^[` ]|[` ]$/.test(line) ? ` ${line} ` : line;
  // A pipe ends a table's cell even inside code.
  return `${fence}${padded.replaceAll('|', '\\|')}${fence}`;
}

/** Also what readers on the web turn into links and mentions by themselves. */
const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()<>#+!|~&=-]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}&#46;`)
    .replace(/^(\s*\d+)\./, '$1\\.');

/** Text with `code` in backticks as HTML. */
export const htmlText = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : escapeHtml(part)))
    .join('');
