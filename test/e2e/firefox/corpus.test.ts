import { corpus } from '@/test/e2e/support/scenarios/corpus';

corpus('firefox');
