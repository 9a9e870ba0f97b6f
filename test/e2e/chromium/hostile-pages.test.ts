import { hostilePages } from '@/test/e2e/support/scenarios/hostile-pages';

hostilePages('chromium');
