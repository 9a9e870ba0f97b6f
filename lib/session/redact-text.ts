import type { Json } from '@/lib/model/json';
import { parseJson } from '@/lib/tracker/decode';
import { decodeBase64Bytes, decodeBase64Text, encodeBase64Bytes, encodeBase64Text } from './base64';
import type { LiteralReplacer } from './literals';
import type { PseudonymBook } from './pseudonyms';
import { rewriteJsonText } from './redact-json-text';
import { decodeComponent, looksLikeForm, rewriteForm, rewriteUrl } from './redact-url';
import { categoryOfKey, isProtocolWord, type RedactionCategory } from './sensitive-keys';

/**
 * Finds what must not leave in any text, through every wrapping that tracker traffic knows: JSON, forms, URLs,
 * percent-encoding and base64, inside each other. What surrounds a find keeps its spelling.
 */

/** How many wrappings are opened; beyond it only the outermost text is searched. */
const DEPTH_LIMIT = 8;
const CACHED_LENGTH = 200;

const URL_START = /^[a-z][a-z0-9+.-]*:\/\//i;
const URL_IN_TEXT = /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^\s"'<>`\\]|'(?=[\w%]))+/gi;
const QUERY_IN_TEXT = /\?[\w.[\]%-]{1,80}=(?:[^\s"'<>`\\]|'(?=[\w%]))*/g;
/** What a stack or a sentence puts behind a URL. */
const POSITION_SUFFIX = /(?:[).,;]|(?::\d+){1,2}\)?)+$/;
const PERCENT_RUN =
  /(?<![\w.~!*'()+-])(?:[\w.~!*'()+-]|%[0-9A-Fa-f]{2})*%[0-9A-Fa-f]{2}(?:[\w.~!*'()+-]|%[0-9A-Fa-f]{2})*/g;
const BASE64_RUN = /(?<![\w+/-])[\w+/-]{8,}={0,2}/g;
const EMAIL =
  /(?<![\p{L}\p{N}._%+*-])[\p{L}\p{N}._%+*-]+(?:'[\p{L}\p{N}._%+*-]+)*@[\p{L}\p{N}*-]+(?:\.[\p{L}\p{N}*-]+)+/gu;
const PHONE =
  /(?<![\w+.])(?:\+\d{1,3}[\s.()-]{0,3}(?:\d[\s.()-]{0,2}){6,12}\d|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?!\w)/g;
const MULTIPART = /(\bname="([^"]*)"[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)([\s\S]*?)(?=\r?\n--|$)/g;
const PAIR =
  /(["'`]?)\b([A-Za-z_][\w.-]{0,60})\1(\s{0,4}[:=]\s{0,4})("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"'`,;&(){}[\]]+)/g;
const BEARER = /\b(Bearer|Basic)(\s+)([\w.~+/=-]{4,})/gi;
const USER_ID_LINE = /(user_id detected - )(\S+)/g;

const TOKENS = [
  /\baffitor_(?!click_id|aff_url|customer|test_cookie|program|tracker|queue|debug|redacted_)[\w-]{6,}/g,
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\b(?:sk|pk|rk|whsec|ghp|xox[abp])[_-][\w-]{10,}/g,
  /\b[0-9a-f]{32,}\b/gi,
];
const CUSTOMER_ID = /\bcust_[A-Za-z0-9-]+_\d{6,16}/g;

export class TextRedactor {
  readonly #book: PseudonymBook;
  readonly #literals: LiteralReplacer | undefined;
  /** Keys, methods and types that repeat a thousandfold. */
  readonly #clean = new Set<string>();

  constructor(book: PseudonymBook, literals?: LiteralReplacer) {
    this.#book = book;
    this.#literals = literals;
  }

  /** `hint` says what the text is by where it stands. */
  text(text: string, hint?: RedactionCategory, depth = 0): string {
    if (text === '' || this.#book.leaves(text)) return text;
    if (hint && this.#book.isOn(hint)) return this.#hinted(text, hint, depth);
    if (this.#clean.has(text)) return text;
    const redacted = this.#open(text, depth);
    if (redacted === text && text.length < CACHED_LENGTH) this.#clean.add(text);
    return redacted;
  }

  url(url: string, depth = 0): string {
    return rewriteUrl(url, {
      text: (value) => this.text(value, undefined, depth + 1),
      parameter: (name, value) => this.#parameter(name, value, depth + 1),
      credentials: (value) => this.text(value, 'token', depth + 1),
    });
  }

  /** `parent` is the key above `key`, for the names of things that are not people. */
  json(value: Json, key = '', parent = '', depth = 0): Json {
    if (typeof value === 'string') return this.text(value, categoryOfKey(key, parent), depth);
    if (typeof value === 'number') return Number(this.#number(String(value), key, parent));
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.json(item, key, parent, depth));
    const isThing = 'name' in value && ('value' in value || 'price' in value || 'sku' in value);
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => {
        const hintKey =
          isThing && name === 'name' ? '' : isThing && name === 'value' ? this.#keyOfValue(value.name) : name;
        return [this.text(name, undefined, depth + 1), this.json(child, hintKey, key, depth)];
      }),
    );
  }

  /** A cookie's value as it stands in a header or `document.cookie`. */
  cookie(name: string, value: string): string {
    if (URL_START.test(value)) return this.url(value);
    const decoded = decodeComponent(value);
    const redacted = URL_START.test(decoded)
      ? this.url(decoded)
      : this.text(decoded, this.#book.isOn('cookie') ? 'cookie' : categoryOfKey(name));
    if (redacted === decoded) return value;
    return decoded === value ? redacted : encodeURIComponent(redacted);
  }

  /** Base64 of bytes that are no text: searched byte by byte. */
  binary(base64: string): string {
    const bytes = decodeBase64Bytes(base64);
    if (bytes === undefined) return this.text(base64);
    const redacted = this.#plain(bytes, DEPTH_LIMIT);
    return redacted === bytes ? base64 : encodeBase64Bytes(redacted);
  }

  form(text: string, depth = 0): string {
    return rewriteForm(text, (name, value) => this.field(name, value, depth));
  }

  /** A form's field; without a name it is the name itself. */
  field(name: string, value: string, depth = 0): string {
    return this.text(value, name === '' ? undefined : categoryOfKey(name), depth + 1);
  }

  /** The cookie's own value in `{name: 'customer_code', value: 'cust_…'}`. */
  #keyOfValue(name: Json | undefined): string {
    return typeof name === 'string' && isProtocolWord(name) ? 'customer_code' : String(name ?? '');
  }

  #number(digits: string, key: string, parent: string): string {
    const category = categoryOfKey(key, parent);
    return category && category !== 'name' ? this.#book.replaceNumber(category, digits) : digits;
  }

  #parameter(name: string, value: string, depth: number): string {
    if (value === '') return value;
    if (URL_START.test(value)) return this.url(value, depth);
    const own = categoryOfKey(name);
    return this.text(value, own && own !== 'query' ? own : 'query', depth);
  }

  #hinted(text: string, hint: RedactionCategory, depth: number): string {
    if (hint === 'name' && isProtocolWord(text)) return text;
    if (/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text)) return this.url(text, depth);
    const decoded = /^(?:[\w.~!*'()-]|%[0-9A-Fa-f]{2})+$/.test(text) ? decodeComponent(text) : text;
    if (decoded !== text) return encodeURIComponent(this.#book.replace(hint, decoded));
    return this.#book.replace(hint, text);
  }

  #open(text: string, depth: number): string {
    if (depth >= DEPTH_LIMIT) return this.#plain(text, depth);
    if (/^\s*[[{"]/.test(text) && parseJson(text).ok) return this.#jsonText(text, depth);
    // Cut JSON has its keys still; what is between them then gets a look as text.
    if (/^\s*(?:\{\s*"|\[\s*[[{"])/.test(text)) return this.#split(this.#jsonText(text, depth), depth);
    if (looksLikeForm(text)) return this.form(text, depth);
    return this.#split(text, depth);
  }

  #jsonText(text: string, depth: number): string {
    return rewriteJsonText(text, {
      string: (value, key, parent) => this.text(value, categoryOfKey(key, parent), depth + 1),
      number: (digits, key, parent) => this.#number(digits, key, parent),
      key: (key) => this.text(key, undefined, depth + 1),
    });
  }

  /** URLs first, since their parts need other treatment than the words between them. */
  #split(text: string, depth: number): string {
    const fields = text.includes('name="') ? this.#multipart(text, depth) : text;
    if (!fields.includes('://')) return this.#words(fields, depth);
    let result = '';
    let copied = 0;
    for (const match of fields.matchAll(URL_IN_TEXT)) {
      const suffix = POSITION_SUFFIX.exec(match[0])?.[0] ?? '';
      const url = match[0].slice(0, match[0].length - suffix.length);
      result += this.#words(fields.slice(copied, match.index), depth) + this.url(url, depth) + suffix;
      copied = match.index + match[0].length;
    }
    return result + this.#words(fields.slice(copied), depth);
  }

  #multipart(text: string, depth: number): string {
    return text.replace(
      MULTIPART,
      (_, head: string, name: string, value: string) => `${head}${this.field(name, value, depth)}`,
    );
  }

  #words(text: string, depth: number): string {
    if (text === '') return text;
    const withoutQueries = text.replace(QUERY_IN_TEXT, (query) => this.url(query, depth));
    const decoded = replaceIf('%', withoutQueries, PERCENT_RUN, (run) => this.#percentRun(run, depth));
    const opened = decoded.replace(BASE64_RUN, (run) => {
      const inner = decodeBase64Text(run);
      const redacted = inner === undefined ? undefined : this.text(inner, undefined, depth + 1);
      return redacted === undefined || redacted === inner ? run : encodeBase64Text(redacted, run);
    });
    return this.#plain(opened, depth);
  }

  /** Percent-encoded text, with blanks as `%20` or, from a form, as `+`. */
  #percentRun(run: string, depth: number): string {
    for (const spelling of run.includes('+') ? [run, run.replaceAll('+', ' ')] : [run]) {
      const plain = decodeComponent(spelling);
      const redacted = this.text(plain, undefined, depth + 1);
      if (redacted !== plain) return encodeURIComponent(redacted);
    }
    return run;
  }

  /** Words that look like what they are, then words met elsewhere. */
  #plain(text: string, depth: number): string {
    const as = (category: RedactionCategory) => (value: string) => this.#book.replace(category, value);
    let looked = text.replace(BEARER, (_, scheme, gap, token) => `${scheme}${gap}${as('token')(token)}`);
    looked = replaceIf('@', looked, EMAIL, (email) => as('email')(decodeComponent(email)));
    looked = looked.replace(CUSTOMER_ID, as('cookie'));
    for (const token of TOKENS) looked = looked.replace(token, as('token'));
    looked = looked
      .replace(PHONE, as('phone'))
      .replace(USER_ID_LINE, (_, before: string, id: string) => `${before}${as('user-id')(id)}`)
      .replace(PAIR, (pair, quote, key, between, value) => this.#pair(pair, quote, key, between, value, depth));
    return this.#literals ? this.#literals(looked) : looked;
  }

  /** `user_id: "u_81"` in a console line or a script. */
  #pair(pair: string, quote: string, key: string, between: string, value: string, depth: number): string {
    const category = categoryOfKey(key);
    const isQuoted = /^["']/.test(value);
    if (!category || (category === 'name' && !isQuoted) || depth > DEPTH_LIMIT) return pair;
    const inner = isQuoted ? value.slice(1, -1) : value;
    if (isProtocolWord(inner)) return pair;
    const redacted = this.text(inner, category, depth + 1);
    if (redacted === inner) return pair;
    const mark = isQuoted ? value.charAt(0) : '';
    return `${quote}${key}${quote}${between}${mark}${redacted}${mark}`;
  }
}

/** Spares a text the search for a pattern that needs `mark` and so cannot be there. */
function replaceIf(mark: string, text: string, pattern: RegExp, replace: (match: string) => string): string {
  return text.includes(mark) ? text.replace(pattern, replace) : text;
}
