import { COOKIE_PAGES } from './cookie-pages';
import { LEAD_PAGES } from './lead-pages';
import type { CorpusPage } from './page';
import { QUEUE_PAGES } from './queue-pages';
import { ROUTED_PAGES } from './routed-pages';
import { SCRIPT_PAGES } from './script-pages';
import { HURRIED_PAGES, SOUND_PAGES } from './sound-pages';

export const CORPUS: CorpusPage[] = [
  ...SOUND_PAGES,
  ...HURRIED_PAGES,
  ...SCRIPT_PAGES,
  ...QUEUE_PAGES,
  ...COOKIE_PAGES,
  ...LEAD_PAGES,
  ...ROUTED_PAGES,
];

/** What no page can provoke in a test browser, and why; unit cases hold them. */
export const NOT_IN_A_BROWSER: Record<string, string> = {
  'cookie-not-secure': 'needs a page over https, and so a certificate that the browser trusts',
  'capture-incomplete': 'tells of a capture that failed, which no sound capture shows',
};
