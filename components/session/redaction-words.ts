import { i18n } from '#i18n';
import type { RedactionCategory } from '@/lib/session/sensitive-keys';

/** What redaction replaces, as the user reads it. */
export const KINDS_REPLACED: Record<RedactionCategory, string> = {
  email: i18n.t('session.kinds.email'),
  phone: i18n.t('session.kinds.phone'),
  name: i18n.t('session.kinds.name'),
  token: i18n.t('session.kinds.token'),
  cookie: i18n.t('session.kinds.cookie'),
  'user-id': i18n.t('session.kinds.userId'),
  query: i18n.t('session.kinds.query'),
};
