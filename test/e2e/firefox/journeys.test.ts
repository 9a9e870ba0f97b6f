import { journeys } from '@/test/e2e/support/scenarios/journeys';

journeys('firefox');
