import { i18n } from '#i18n';
import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** What the vendor's pages are about, for links to them. */

const TITLES: Record<keyof typeof DOCS_PAGES, string> = {
  clickTracking: i18n.t('atoms.docs.clickTracking'),
  leadTracking: i18n.t('atoms.docs.leadTracking'),
  payments: i18n.t('atoms.docs.payments'),
  testing: i18n.t('atoms.docs.testing'),
  errors: i18n.t('atoms.docs.errors'),
  trackClick: i18n.t('atoms.docs.trackClick'),
  trackLead: i18n.t('atoms.docs.trackLead'),
  trackSale: i18n.t('atoms.docs.trackSale'),
  attribution: i18n.t('atoms.docs.attribution'),
};

const OTHER_TITLE = i18n.t('atoms.docs.other');

const BY_URL = new Map(Object.entries(TITLES).map(([key, title]) => [urlOf(key), title]));

function urlOf(key: string): string | undefined {
  return Object.entries(DOCS_PAGES).find(([name]) => name === key)?.[1];
}

export const docsTitle = (url: string): string => BY_URL.get(url) ?? OTHER_TITLE;
