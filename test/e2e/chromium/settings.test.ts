import { settings } from '@/test/e2e/support/scenarios/settings';

settings('chromium');
