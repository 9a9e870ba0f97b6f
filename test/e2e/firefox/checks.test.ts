import { checks } from '@/test/e2e/support/scenarios/checks';

checks('firefox');
