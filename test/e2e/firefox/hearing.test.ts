import { hearing } from '@/test/e2e/support/scenarios/hearing';

hearing('firefox');
