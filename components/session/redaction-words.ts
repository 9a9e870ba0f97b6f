import type { RedactionCategory } from '@/lib/session/sensitive-keys';

/** What redaction replaces, as the user reads it. */
export const KINDS_REPLACED: Record<RedactionCategory, string> = {
  email: 'E-mail addresses',
  phone: 'Phone numbers',
  name: 'Names',
  token: 'Tokens and secrets',
  cookie: 'Customer identifiers',
  'user-id': 'User ids',
  query: 'Partners and parameters',
};
