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
  'capture-incomplete':
    'tells of a capture that failed: what a page can do to hide a body (a Blob in its last beacon, a stream) hides it ' +
    'in one of the two browsers only, and a page has to be judged alike in both',
};
