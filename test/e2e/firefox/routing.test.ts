import { routing } from '@/test/e2e/support/scenarios/routing';

routing('firefox');
