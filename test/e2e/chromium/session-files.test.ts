import { sessionFiles } from '@/test/e2e/support/scenarios/session-files';

sessionFiles('chromium');
