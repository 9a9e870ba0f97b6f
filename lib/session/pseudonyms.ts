import { isApiToken } from '@/lib/tracker/identifiers';
import { emailProblem, isPlaceholder } from '@/lib/tracker/lead-fields';
import type { RedactionCategory } from './sensitive-keys';

/**
 * The book of who is called what in a redacted session. The same value gets the same pseudonym wherever it stands, so
 * that a cookie still joins the request that carried it; pseudonyms keep the shape that rules judge by.
 */

export type Replacement = {
  category: RedactionCategory;
  value: string;
  pseudonym: string;
  /** How often it was replaced. */
  count: number;
  /** Where it was first met, such as `request #12, body`. */
  where: string;
};

const CUSTOMER_ID = /^(cust_[^_\s]+_)(\d{6,16})$/;
const HEX_DIGEST = /^[0-9a-f]{32,}$/i;
const NUMBER = /^\d+$/;

/** What this book itself writes; redacting twice changes nothing. */
const PSEUDONYM =
  /^(?:person-\d+@redacted(?:\.example)?|redacted-(?:name-|token-|user-|cookie-|text-)?\d+|affitor_redacted_token_\d+|\+1555010\d{4}|90000\d{5}|0{24,}[0-9a-f]{1,8})$/;

const MINUTE_SECONDS = 60;
const MINUTE_MS = 60_000;

export class PseudonymBook {
  readonly #byValue = new Map<string, Replacement>();
  readonly #issued = new Set<string>();
  readonly #counts = new Map<string, number>();
  readonly #enabled: ReadonlySet<RedactionCategory>;
  readonly #kept: ReadonlySet<string>;
  where = '';

  constructor(enabled: ReadonlySet<RedactionCategory>, kept: ReadonlySet<string>) {
    this.#enabled = enabled;
    this.#kept = kept;
  }

  isOn(category: RedactionCategory): boolean {
    return this.#enabled.has(category);
  }

  /** What to write instead of a value that stands where `category` stands. Blanks around it stay. */
  replace(category: RedactionCategory, text: string): string {
    const value = text.trim();
    const own = natural(value) ?? category;
    if (!this.isOn(own) || this.leaves(value)) return text;
    const key = own === 'email' ? value.toLowerCase() : value;
    let known = this.#byValue.get(key);
    if (!known) {
      known = { category: own, value, pseudonym: this.#shape(own, value), count: 0, where: this.where };
      this.#byValue.set(key, known);
      this.#issued.add(known.pseudonym);
    }
    known.count += 1;
    return text.replace(value, () => known.pseudonym);
  }

  /** A number stays a number, for its type is part of the evidence. */
  replaceNumber(category: RedactionCategory, digits: string): string {
    if (!this.isOn(category) || this.leaves(digits) || !NUMBER.test(digits)) return digits;
    const known = this.#byValue.get(digits);
    if (known && NUMBER.test(known.pseudonym)) {
      known.count += 1;
      return known.pseudonym;
    }
    const pseudonym = `90000${String(this.#next('number')).padStart(5, '0')}`;
    this.#byValue.set(digits, { category, value: digits, pseudonym, count: 1, where: this.where });
    this.#issued.add(pseudonym);
    return pseudonym;
  }

  leaves(value: string): boolean {
    return value === '' || isPlaceholder(value) || this.isPseudonym(value) || this.#kept.has(value);
  }

  isPseudonym(value: string): boolean {
    return this.#issued.has(value) || PSEUDONYM.test(value);
  }

  /** What was replaced so far, in the order met. */
  replacements(): Replacement[] {
    return [...this.#byValue.values()];
  }

  startCounting(): void {
    for (const replacement of this.#byValue.values()) replacement.count = 0;
  }

  #next(counter: string): number {
    const next = (this.#counts.get(counter) ?? 0) + 1;
    this.#counts.set(counter, next);
    return next;
  }

  #shape(category: RedactionCategory, value: string): string {
    const customer = CUSTOMER_ID.exec(value);
    if (customer) return `${customer[1]}${this.#coarseTime(customer[2] ?? '')}`;
    if (HEX_DIGEST.test(value)) return this.#next('digest').toString(16).padStart(value.length, '0');
    switch (category) {
      case 'email':
        if (emailProblem(value) === undefined) return `person-${this.#next('person')}@redacted.example`;
        return value.includes('@') ? `person-${this.#next('person')}@redacted` : `redacted-text-${this.#next('text')}`;
      case 'phone':
        return `+1555010${String(this.#next('phone')).padStart(4, '0')}`;
      case 'token':
        if (value.startsWith('affitor_')) return `affitor_redacted_token_${this.#next('token')}`;
        return `redacted-token-${this.#next('token')}`;
      case 'name':
        return `redacted-name-${this.#next('name')}`;
      case 'user-id':
        return `redacted-user-${this.#next('user')}`;
      case 'cookie':
        return `redacted-cookie-${this.#next('cookie')}`;
      case 'query':
        return `redacted-${this.#next('query')}`;
    }
  }

  /** The identifier tells its age, which rules need, to the minute; the rest of it is ours. */
  #coarseTime(digits: string): string {
    const minute = digits.length <= 10 ? MINUTE_SECONDS : MINUTE_MS;
    const time = Number(digits);
    const own = Math.floor(time / minute) * minute + (this.#next('customer') % minute);
    return String(own === time ? own + 1 : own).padStart(digits.length, '0');
  }
}

/** What a value is by its own look, wherever it stands. */
function natural(value: string): RedactionCategory | undefined {
  if (emailProblem(value) === undefined) return 'email';
  if (CUSTOMER_ID.test(value)) return 'cookie';
  return isApiToken(value) ? 'token' : undefined;
}
