/** Which fields hold what is never recorded, whatever is typed into them. */

export type Secret = 'password' | 'card' | 'code';

export type FieldNames = { type: string; autocomplete: string; id: string; name: string; label: string };

const CARD_NAMES = /card.?(?:num|no\b|code|holder)|\bcc.?(?:num|exp|csc|name)|\bcv[cv]2?\b|security.?code|\biban\b/i;
const CODE_NAMES = /\botp\b|one.?time|\b2fa\b|\bmfa\b|\btotp\b|verification.?code|\bpin\b(?!.?code)/i;
const PASSWORD_NAMES = /passw|passphrase|\bpwd\b|\bpass\b/i;

/** By what the page says of the field, and by its names where it says nothing: rather one too many than one too few. */
export function secretOf({ type, autocomplete, id, name, label }: FieldNames): Secret | undefined {
  const tokens = autocomplete.toLowerCase().split(/\s+/);
  if (tokens.some((token) => token.startsWith('cc-'))) return 'card';
  if (tokens.includes('one-time-code')) return 'code';
  if (tokens.includes('current-password') || tokens.includes('new-password')) return 'password';
  const names = [id, name, label].map((one) => one.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2')).join('\n');
  if (CARD_NAMES.test(names)) return 'card';
  if (type.toLowerCase() === 'password') return 'password';
  if (CODE_NAMES.test(names)) return 'code';
  return PASSWORD_NAMES.test(names) ? 'password' : undefined;
}
