import { buildFacts } from '@/test/e2e/support/scenarios/build-facts';

buildFacts('chromium');
