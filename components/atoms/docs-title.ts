import { DOCS_PAGES } from '@/lib/tracker/dialects';

/** What the vendor's pages are about, for links to them. */

const TITLES: Record<keyof typeof DOCS_PAGES, string> = {
  clickTracking: 'Tracking clicks',
  leadTracking: 'Tracking a signup',
  payments: 'Payments with Stripe',
  testing: 'Testing your integration',
  errors: 'API errors',
  trackClick: 'Track click',
  trackLead: 'Track lead',
  trackSale: 'Track sale',
  attribution: 'How attribution works',
};

const BY_URL = new Map(Object.entries(TITLES).map(([key, title]) => [urlOf(key), title]));

function urlOf(key: string): string | undefined {
  return Object.entries(DOCS_PAGES).find(([name]) => name === key)?.[1];
}

export const docsTitle = (url: string): string => BY_URL.get(url) ?? 'Affitor documentation';
