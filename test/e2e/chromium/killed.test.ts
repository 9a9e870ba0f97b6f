import { killed } from '@/test/e2e/support/scenarios/killed';

killed('chromium');
