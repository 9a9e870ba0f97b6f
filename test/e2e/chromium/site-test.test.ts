import { siteTest } from '@/test/e2e/support/scenarios/site-test';

siteTest('chromium');
