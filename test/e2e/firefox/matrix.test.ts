import { matrix } from '@/test/e2e/support/scenarios/matrix';

matrix('firefox');
