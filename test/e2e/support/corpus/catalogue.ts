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
